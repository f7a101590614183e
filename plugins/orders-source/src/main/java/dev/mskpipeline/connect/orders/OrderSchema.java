package dev.mskpipeline.connect.orders;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The schema of an order, field by field that of the {@code orders} quickstart of Confluent's Datagen 0.5.3. */
final class OrderSchema {
    static final String ORDER_TIME = "ordertime";
    static final String ORDER_ID = "orderid";
    static final String ITEM_ID = "itemid";
    static final String ORDER_UNITS = "orderunits";
    static final String ADDRESS = "address";
    static final String CITY = "city";
    static final String STATE = "state";
    static final String ZIP_CODE = "zipcode";

    static final Schema ADDRESS_SCHEMA = SchemaBuilder.struct().name("ksql.address")
        .field(CITY, Schema.STRING_SCHEMA)
        .field(STATE, Schema.STRING_SCHEMA)
        .field(ZIP_CODE, Schema.INT64_SCHEMA)
        .build();

    static final Schema ORDER = SchemaBuilder.struct().name("ksql.orders")
        .field(ORDER_TIME, Schema.INT64_SCHEMA)
        .field(ORDER_ID, Schema.INT32_SCHEMA)
        .field(ITEM_ID, Schema.STRING_SCHEMA)
        .field(ORDER_UNITS, Schema.FLOAT64_SCHEMA)
        .field(ADDRESS, ADDRESS_SCHEMA)
        .build();

    private OrderSchema() {
    }

    static List<String> fieldNames() {
        return ORDER.fields().stream().map(Field::name).collect(Collectors.toList());
    }
}
