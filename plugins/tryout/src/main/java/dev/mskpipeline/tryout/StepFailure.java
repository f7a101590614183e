package dev.mskpipeline.tryout;

import java.util.ArrayList;
import java.util.List;

/** A converter or a transform that refuses a record. */
final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String step;

    StepFailure(String step, RuntimeException cause) {
        super(cause);
        this.step = step;
    }

    /** What it says and what caused that, the first line of each. */
    List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (Throwable each = getCause(); each != null; each = each.getCause()) {
            causes.add(each.toString().lines().findFirst().orElse("").trim());
        }
        return causes;
    }
}
