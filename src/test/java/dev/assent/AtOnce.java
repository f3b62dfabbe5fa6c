package dev.assent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several do something in the same moment, each in a thread of their own. */
public final class AtOnce {

    private AtOnce() {}

    /** What came of each, in their order; throws if one of them failed. */
    public static <T> List<T> all(List<Callable<T>> deeds) throws Exception {
        var ready = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            var racing =
                    deeds.stream()
                            .<Callable<T>>map(deed ->
                                    () -> {
                                        ready.await();
                                        return deed.call();
                                    })
                            .toList();
            var outcomes = new ArrayList<T>();
            for (var one : threads.invokeAll(racing)) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    /** So many who each do what the function says for their place, from 0 on. */
    public static <T> List<T> all(int many, IntFunction<Callable<T>> deeds) throws Exception {
        return all(IntStream.range(0, many).mapToObj(deeds).toList());
    }

    /**
     * Where so many wait for each other, but not for ever: between looking and acting, so that
     * whoever is not kept from it acts on what has changed since.
     */
    public static Runnable meeting(int many) {
        var come = new CountDownLatch(many);
        return () -> {
            come.countDown();
            try {
                come.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        };
    }
}
