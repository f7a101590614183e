package dev.mskpipeline.connect.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The key of a table as DescribeTable gives it. */
final class TableSchema {
    final String table;
    final KeyAttribute hash;
    final Optional<KeyAttribute> sort;

    TableSchema(String table, KeyAttribute hash, Optional<KeyAttribute> sort) {
        this.table = table;
        this.hash = hash;
        this.sort = sort;
    }

    static TableSchema of(String table, TableDescription description) {
        return new TableSchema(table, find(description, KeyType.HASH).orElseThrow(),
            find(description, KeyType.RANGE));
    }

    List<String> keyNames() {
        return sort.map(key -> List.of(hash.name, key.name)).orElseGet(() -> List.of(hash.name));
    }

    /** Such as {@code hash key orderid (N), no sort key}. */
    @Override
    public String toString() {
        return "hash key " + hash + ", " + sort.map(key -> "sort key " + key).orElse("no sort key");
    }

    private static Optional<KeyAttribute> find(TableDescription description, KeyType role) {
        return description.keySchema().stream().filter(key -> key.keyType() == role)
            .map(KeySchemaElement::attributeName)
            .map(name -> new KeyAttribute(name, description.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(name))
                .map(AttributeDefinition::attributeType).collect(Collectors.toList()).get(0)))
            .findFirst();
    }

    /** Name and type of one key attribute. */
    static final class KeyAttribute {
        final String name;
        final ScalarAttributeType type;

        KeyAttribute(String name, ScalarAttributeType type) {
            this.name = name;
            this.type = type;
        }

        boolean takes(AttributeValue value) {
            return value.type().name().equals(type.name());
        }

        @Override
        public String toString() {
            return name + " (" + type + ")";
        }
    }
}
