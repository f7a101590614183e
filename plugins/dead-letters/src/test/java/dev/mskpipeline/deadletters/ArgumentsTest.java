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
        assertEquals("--count many must be a whole number",
            assertThrows(IllegalArgumentException.class, () -> Arguments.number("--count", "many")).getMessage());
    }
}
