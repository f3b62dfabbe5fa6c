package dev.assent.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as much SMTP as it takes to accept one letter, and remembers what it heard. */
final class FakeMailServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    FakeMailServer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void serve() {
        try (var client = socket.accept()) {
            talk(client);
        } catch (IOException over) {
            heard.add("connection ended: " + over.getMessage());
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        say(client, "220 fake");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            switch (line.split("[ :]")[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" -> say(client, "250-fake\r\n250 AUTH PLAIN");
                case "AUTH" -> say(client, "235 welcome");
                case "DATA" -> {
                    say(client, "354 go on");
                    for (var text = in.readLine(); !text.equals("."); text = in.readLine()) {
                        heard.add(text);
                    }
                    say(client, "250 taken");
                }
                case "QUIT" -> say(client, "221 bye");
                default -> say(client, "250 fine");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
