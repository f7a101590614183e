package dev.mskpipeline.connect.s3;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Where objects go. */
interface ObjectStore extends AutoCloseable {
    /**
     * Stores an object, in the place of one of the same name.
     *
     * @throws RetriableException when it may work later
     * @throws ConnectException   when it will not, until somebody changes something
     */
    void put(String name, byte[] content);

    @Override
    void close();
}
