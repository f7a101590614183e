package dev.mskpipeline.connect.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class OrderGeneratorTest {
    private static final String KNOWN = "Struct{ordertime=1500232374409,orderid=17,itemid=Item_932,"
        + "orderunits=4.0292396666836465,address=Struct{city=City_36,state=State_85,zipcode=69568}}";

    @Test
    void hasTheSchemaOfDatagensOrders() {
        assertEquals("ksql.orders", OrderSchema.ORDER.name());
        assertEquals(List.of("ordertime", "orderid", "itemid", "orderunits", "address"), OrderSchema.fieldNames());
        assertEquals(Schema.INT64_SCHEMA, OrderSchema.ORDER.field("ordertime").schema());
        assertEquals(Schema.INT32_SCHEMA, OrderSchema.ORDER.field("orderid").schema());
        assertEquals(Schema.STRING_SCHEMA, OrderSchema.ORDER.field("itemid").schema());
        assertEquals(Schema.FLOAT64_SCHEMA, OrderSchema.ORDER.field("orderunits").schema());
        Schema address = OrderSchema.ORDER.field("address").schema();
        assertEquals(Schema.STRING_SCHEMA, address.field("city").schema());
        assertEquals(Schema.STRING_SCHEMA, address.field("state").schema());
        assertEquals(Schema.INT64_SCHEMA, address.field("zipcode").schema());
        assertEquals(3, address.fields().size());
    }

    @Test
    void staysInDatagensRangesAndUsesThem() {
        Set<String> items = new HashSet<>();
        Set<String> cities = new HashSet<>();
        double smallest = 10;
        double largest = 0;
        for (int id = 0; id < 20_000; id++) {
            Struct order = OrderGenerator.order(1, id);
            order.validate();
            assertEquals(id, order.getInt32("orderid"));
            long time = order.getInt64("ordertime");
            assertTrue(time >= 1_487_715_775_521L && time <= 1_519_273_364_600L, () -> "ordertime " + time);
            double units = order.getFloat64("orderunits");
            assertTrue(units >= 0.1 && units <= 10.0, () -> "orderunits " + units);
            assertTrue(order.getString("itemid").matches("Item_[1-9][0-9]{0,2}"), () -> order.getString("itemid"));
            Struct address = order.getStruct("address");
            assertTrue(address.getString("city").matches("City_[1-9]{0,2}"), () -> address.getString("city"));
            assertTrue(address.getString("state").matches("State_[1-9]{0,2}"), () -> address.getString("state"));
            long zip = address.getInt64("zipcode");
            assertTrue(zip >= 10_000 && zip <= 99_999, () -> "zipcode " + zip);
            items.add(order.getString("itemid"));
            cities.add(address.getString("city"));
            smallest = Math.min(smallest, units);
            largest = Math.max(largest, units);
        }
        assertEquals(999, items.size());
        assertEquals(1 + 9 + 81, cities.size());
        assertTrue(smallest < 0.2 && largest > 9.9, smallest + " to " + largest);
    }

    @Test
    void theSameSeedAndIdGiveTheSameOrder() {
        assertEquals(OrderGenerator.order(7, 123), OrderGenerator.order(7, 123));
        assertNotEquals(OrderGenerator.order(7, 123), OrderGenerator.order(8, 123));
        assertNotEquals(content(OrderGenerator.order(7, 123)), content(OrderGenerator.order(7, 124)));
    }

    @Test
    void theDataDoesNotChangeWithTheJavaVersionOrTheCode() {
        // Fixed on purpose: another text here means that a replay after an upgrade changes stored orders.
        assertEquals(KNOWN, OrderGenerator.order(42, 17).toString());
    }

    private static List<Object> content(Struct order) {
        return List.of(order.get("ordertime"), order.get("itemid"), order.get("orderunits"), order.get("address"));
    }
}
