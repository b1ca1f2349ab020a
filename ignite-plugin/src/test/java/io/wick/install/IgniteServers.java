package io.wick.install;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Server nodes as {@code ignite.sh} starts them, of one cluster on loopback; killed at the end. */
final class IgniteServers implements AutoCloseable {
    /** What a node says when it has started. */
    static final String STARTED = "Ignite node started OK";

    private static final List<String> IGNITE_JARS =
            List.of("ignite-", "spring-", "cache-api-", "annotations-", "commons-logging-");

    private final Path home;
    private final List<Integer> ports;
    private final List<ChildJvm> started = new ArrayList<>();

    /** A cluster of at most {@code most} nodes, none of which is started yet. */
    IgniteServers(Path home, int most) throws IOException {
        this.home = home;
        this.ports = freePorts(most);
    }

    /** Where the nodes are found. */
    String[] addresses() {
        return ports.stream().map(port -> "127.0.0.1:" + port).toArray(String[]::new);
    }

    List<ChildJvm> started() {
        return started;
    }

    /** The jars of Ignite and Spring on this test's class path, and nothing else. */
    static String igniteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry ->
                                IGNITE_JARS.stream()
                                        .anyMatch(
                                                Path.of(entry).getFileName().toString()
                                                        ::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Begins to start a node.
     *
     * @param plugin folder with the plugin's jar, or null for a node without Wick
     * @param properties elements of the configuration's bean
     */
    ChildJvm launch(Path plugin, String properties) throws IOException {
        int number = started.size();
        Path own = Files.createDirectories(home.resolve("node-" + number));
        Path xml = Files.writeString(own.resolve("node.xml"), xml(own, number, properties));
        var flags = new ArrayList<>(ChildJvm.wickArgs());
        flags.add("-DIGNITE_QUIET=true");
        String classPath = igniteClassPath();
        if (plugin != null) {
            classPath += File.pathSeparator + plugin + "/*";
        }
        ChildJvm jvm =
                ChildJvm.start(
                        own,
                        flags,
                        classPath,
                        "org.apache.ignite.startup.cmdline.CommandLineStartup",
                        xml.toString());
        started.add(jvm);
        return jvm;
    }

    /** Waits until all nodes have started. */
    void awaitStarted() {
        started.forEach(jvm -> jvm.awaitOutput(STARTED));
    }

    private String xml(Path own, int number, String properties) {
        String addresses =
                Arrays.stream(addresses())
                        .map(address -> "<value>" + address + "</value>")
                        .collect(Collectors.joining());
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <beans xmlns="http://www.springframework.org/schema/beans"
               xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xsi:schemaLocation="http://www.springframework.org/schema/beans
                   http://www.springframework.org/schema/beans/spring-beans.xsd">
          <bean class="org.apache.ignite.configuration.IgniteConfiguration">
            <property name="localHost" value="127.0.0.1"/>
            <property name="workDirectory" value="%s"/>
            <property name="discoverySpi">
              <bean class="org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi">
                <property name="localPort" value="%d"/>
                <property name="localPortRange" value="0"/>
                <property name="ipFinder">
                  <bean class="org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder">
                    <property name="addresses"><list>%s</list></property>
                  </bean>
                </property>
              </bean>
            </property>
            %s
          </bean>
        </beans>
        """
                .formatted(own.resolve("ignite-work"), ports.get(number), addresses, properties);
    }

    static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        started.forEach(ChildJvm::close);
    }
}
