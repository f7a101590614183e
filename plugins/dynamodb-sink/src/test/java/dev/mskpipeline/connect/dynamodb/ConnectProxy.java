package dev.mskpipeline.connect.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that tunnels (CONNECT) for one user, who has to say the password. */
final class ConnectProxy implements AutoCloseable {
    /** Targets of the tunnels, in the order of their requests. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String authorization;

    ConnectProxy(String user, String password) throws IOException {
        authorization = "Basic " + Base64.getEncoder().encodeToString(
            (user + ":" + password).getBytes(StandardCharsets.UTF_8));
        background(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            background(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            // Until TLS starts the client sends nothing that is not asked for, so the reader takes no more than this.
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(),
                StandardCharsets.ISO_8859_1), 1);
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                boolean authorized = false;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    authorized |= line.equalsIgnoreCase("Proxy-Authorization: " + authorization);
                }
                if (authorized) {
                    tunnel(client, request.split(" ")[1]);
                    return;
                }
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"");
            }
        }
    }

    private void tunnel(Socket client, String target) throws IOException {
        tunnels.add(target);
        String[] parts = target.split(":");
        try (Socket upstream = new Socket(parts[0], Integer.parseInt(parts[1]))) {
            answer(client, "200 Connection established");
            background(() -> upstream.getInputStream().transferTo(client.getOutputStream()));
            client.getInputStream().transferTo(upstream.getOutputStream());
        }
    }

    private static void answer(Socket client, String statusAndHeaders) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The test or a peer has ended it.
            }
        }, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
