package io.creditplatform.jobs;

import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.jobs.broker.EmbeddedBroker;

/** A message broker as a process of its own, which a test may kill. */
final class BrokerProcess {

    private BrokerProcess() {}

    /** Runs one at the port that is given, until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = new EmbeddedBroker(BrokerAddress.of("embedded:" + arguments[0]));
        System.out.println("Started a broker at port " + arguments[0]);
        try {
            Thread.currentThread().join();
        } finally {
            broker.close();
        }
    }
}
