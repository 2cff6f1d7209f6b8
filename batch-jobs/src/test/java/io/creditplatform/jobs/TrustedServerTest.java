package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.OwnServer;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who answers is who was meant, and who asks shows a password, which nobody else sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedServerTest {

    private static final String PASSWORD = "Gr3at-secret";
    private static final char[] OF_STORE = "changeit".toCharArray();
    private static final String ADVICE =
            ". See to sslmode and sslrootcert in the URL, to the name by which it calls the server, and to the server's"
                    + " certificate, then run this command again.\n";

    @TempDir
    private static Path folder;

    private OwnServer server;

    @BeforeAll
    void startWithCertificate() throws Exception {
        server = OwnServer.start(folder.resolve("data"));
        server.execute("CREATE ROLE clerk LOGIN PASSWORD '" + PASSWORD + "'", "CREATE DATABASE credit OWNER clerk");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private CreditRunner at(String host, String parameters) {
        return new CreditRunner(DatabaseAddress.of(
                "jdbc:postgresql://" + host + ":" + server.port() + "/credit?user=clerk" + parameters));
    }

    /** A certificate of one's own making for a server's name. */
    private static KeyStore certificate(String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(OF_STORE))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, OF_STORE);
        }
        return keys;
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertRefused(CreditRunner credit, String reason, String advice) {
        CreditRunner.Result refused = credit.run("db", "status");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().replace("(certificate_unknown) ", "")) // which newer Javas say as well
                .isEqualTo("credit: Cannot open the database " + credit.address() + ": " + reason + advice);
    }

    @Test
    void serverIsWhoItsCertificateSaysAndNoOtherOne() throws Exception {
        String verify = "&sslmode=verify-full&sslrootcert=" + folder.resolve("root.crt");
        assertRefused(at("localhost", verify), "The server does not support SSL", ADVICE);

        KeyStore own = certificate("localhost");
        write(
                server.folder().resolve("server.key"),
                "PRIVATE KEY",
                own.getKey("server", OF_STORE).getEncoded());
        write(
                server.folder().resolve("server.crt"),
                "CERTIFICATE",
                own.getCertificate("server").getEncoded());
        write(
                folder.resolve("root.crt"),
                "CERTIFICATE",
                own.getCertificate("server").getEncoded());
        write(
                folder.resolve("other.crt"),
                "CERTIFICATE",
                certificate("elsewhere").getCertificate("server").getEncoded());
        server.execute("ALTER SYSTEM SET ssl = on");
        server.stop();
        server.restart();

        assertThat(at("localhost", verify)
                        .importFolder(SampleData.folder("baseline"))
                        .err())
                .contains("Load 1 is published");
        assertThat(at("127.0.0.1", verify.replace("verify-full", "verify-ca"))
                        .run("loads")
                        .out())
                .contains("COMPLETED");
        assertRefused(
                at("127.0.0.1", verify),
                "The hostname 127.0.0.1 could not be verified by hostnameverifier PgjdbcHostnameVerifier",
                ADVICE);
        assertRefused(
                at("localhost", verify.replace("root.crt", "other.crt")),
                "SSL error: PKIX path building failed: unable to find valid certification path to requested target",
                ADVICE);
        assertRefused(
                at("localhost", verify.replace("root.crt", "missing.crt")),
                "Could not open SSL root certificate file " + folder.resolve("missing.crt"),
                ADVICE);
    }

    @Test
    void passwordComesFromWhereNobodySeesIt() throws IOException {
        Path access = server.folder().resolve("pg_hba.conf");
        String before = Files.readString(access);
        Files.writeString(
                access,
                "host all clerk 127.0.0.1/32 scram-sha-256\nhost all,replication postgres 127.0.0.1/32 trust\n");
        server.execute("SELECT pg_reload_conf()");
        try {
            CreditRunner credit = at("127.0.0.1", "");
            String next = ". See to the address and the server, then run this command again.\n";
            assertRefused(
                    credit, "The server requested SCRAM-based authentication, but no password was provided", next);
            assertRefused(
                    at("127.0.0.1", "&password=" + PASSWORD + "-not"),
                    "password authentication failed for user \"clerk\"",
                    next);
            assertThat(at("127.0.0.1", "&password=" + PASSWORD)
                            .run("db", "status")
                            .exitCode())
                    .isZero();

            Path file = Files.writeString(folder.resolve("pgpass"), "127.0.0.1:*:credit:clerk:" + PASSWORD + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Path output = folder.resolve("output.txt");
            String both = "PGPASSWORD=" + PASSWORD + " \"$@\" && PGPASSFILE=" + file + " \"$@\"";
            Program.Ended ended = Program.await(
                    Program.startFrom(
                            both,
                            output,
                            "db",
                            "status",
                            "--db",
                            credit.address().jdbcUrl()),
                    output);
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .containsPattern("(?s)database  jdbc:postgresql:.*database  jdbc:postgresql:")
                    .doesNotContain(PASSWORD);
        } finally {
            Files.writeString(access, before);
            server.execute("SELECT pg_reload_conf()");
        }
    }
}
