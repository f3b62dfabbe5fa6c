package dev.assent.permission;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The statements that requests for one path make through the templates of both schemas, to which
 * every client comes down. Spring Session has a template of its own, and the door's {@code select
 * database()} goes to the connection itself: neither is counted.
 */
public class CountedStatements implements BeanPostProcessor {

    private static final Set<String> ASKING =
            Set.of("query", "queryForObject", "queryForList", "update", "execute", "batchUpdate");

    private final List<Statement> made = new CopyOnWriteArrayList<>();
    private volatile String path = "none";

    /** One statement, whether it went to the control schema, and how long it took. */
    public record Statement(boolean control, String sql, long nanos) {}

    /** What the requests for this path ask from now on. */
    public void of(String path) {
        made.clear();
        this.path = path;
    }

    /** How long all of them took. */
    public long nanos() {
        return made.stream().mapToLong(Statement::nanos).sum();
    }

    public List<Statement> control() {
        return made.stream().filter(Statement::control).toList();
    }

    public List<Statement> tenant() {
        return made.stream().filter(statement -> !statement.control()).toList();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JdbcTemplate template)) {
            return bean;
        }
        var counted = new ProxyFactory(template);
        counted.setProxyTargetClass(true);
        counted.addAdvice(
                (MethodInterceptor)
                        call -> {
                            var start = System.nanoTime();
                            try {
                                return call.proceed();
                            } finally {
                                note(call, name.startsWith("control"), System.nanoTime() - start);
                            }
                        });
        return counted.getProxy();
    }

    private void note(MethodInvocation call, boolean control, long nanos) {
        if (ASKING.contains(call.getMethod().getName())
                && RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request
                && request.getRequest().getRequestURI().equals(path)) {
            made.add(new Statement(control, sql(call.getArguments()), nanos));
        }
    }

    private static String sql(Object[] arguments) {
        return Stream.of(arguments)
                .map(argument ->
                        argument instanceof SqlProvider provider ? provider.getSql() : argument)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("?");
    }
}
