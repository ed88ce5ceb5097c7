import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j server in one process: {@code java -cp 'jars/*' Database.java HOME}. It reads
 * HOME/conf/neo4j.conf, sets the password of the user neo4j to $DATABASE_PASSWORD if there is one,
 * prints "ready", and serves until it is terminated.
 */
public class Database {
  public static void main(String[] args) {
    try {
      serve(Path.of(args[0]), System.getenv().getOrDefault("DATABASE_PASSWORD", ""));
    } catch (Throwable failure) {
      System.err.println(root(failure));
      System.exit(1); // Threads of a half-started database would keep the process alive.
    }
  }

  private static void serve(Path home, String password) {
    DatabaseManagementService service =
        new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(home.resolve("conf/neo4j.conf"))
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
    if (!password.isEmpty()) {
      setPassword(service, password);
    }
    if (!service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME).isAvailable(100_000)) {
      throw new IllegalStateException("the database neo4j was not available after 100 s");
    }
    System.out.println("ready");
  }

  /** A call from inside the process needs no login, so the first password can be set here. */
  private static void setPassword(DatabaseManagementService service, String password) {
    try {
      service
          .database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
          .executeTransactionally(
              "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
              Map.of("password", password));
    } catch (RuntimeException refused) {
      // The server refuses the password that is set already, which is what is wanted.
      if (!String.valueOf(root(refused).getMessage()).contains("cannot be the same")) {
        throw refused;
      }
    }
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
