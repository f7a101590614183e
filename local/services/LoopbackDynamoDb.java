import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;

/**
 * DynamoDB Local, one database for every region and key, reached from this machine only: its own main class would
 * listen on every network. Takes the port, and a folder for its data; without one they are in memory.
 */
public final class LoopbackDynamoDb {
    private LoopbackDynamoDb() {
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String folder = args.length > 1 ? args[1] : null;
        Logger.getLogger("com.almworks.sqlite4java").setLevel(Level.WARNING);
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, folder == null, folder, true, false), null);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        // It is only asked how it wires its handler; it never starts.
        server.setHandler(new DynamoDBProxyServer(port, handler).setUpHandler(handler));
        server.start();
        server.join();
    }
}
