package dev.mskpipeline.deadletters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static String refusal(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> new Arguments(words).required("--topic")).getMessage();
    }

    @Test
    void takesOptionsOnceOrSeveralTimes() {
        Arguments arguments = new Arguments("replay", "--key", "value.a", "--dry-run", "--key", "value.b");
        assertEquals("replay", arguments.command);
        assertEquals(List.of("value.a", "value.b"), arguments.all("--key"));
        assertEquals(1, arguments.all("--dry-run").size());
        assertEquals(List.of(), arguments.all("--offset"));
    }

    @Test
    void namesWhatIsWrong() {
        assertEquals("There is no option --keys", refusal("list", "--keys", "a"));
        assertEquals("--key needs a value", refusal("list", "--key"));
        assertEquals("list needs --topic", refusal("list"));
    }

    @Test
    void takesWholeNumbersFromZero() {
        assertEquals(0, Arguments.number("--count", "0"));
        for (String text : List.of("many", "-1", "1.5", "9223372036854775808")) {
            assertEquals("--count " + text + " must be a whole number from 0",
                assertThrows(IllegalArgumentException.class, () -> Arguments.number("--count", text)).getMessage());
        }
    }
}
