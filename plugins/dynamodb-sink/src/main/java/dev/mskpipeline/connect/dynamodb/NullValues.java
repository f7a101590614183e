package dev.mskpipeline.connect.dynamodb;

/** What to do with a tombstone, a record without a value. */
enum NullValues {
    /** Write an item that has its key attributes only. */
    UPSERT,
    /** Skip the record. */
    IGNORE,
    /** Delete the item. */
    DELETE
}
