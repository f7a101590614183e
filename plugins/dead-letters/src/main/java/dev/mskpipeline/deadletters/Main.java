package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * {@code list}, {@code show} or {@code replay} the dead letters of a sink. Lines of JSON go to standard output, what is
 * wrong to standard error; the exit code is 1 where the tool could not do it, and 2 for wrong arguments.
 */
public final class Main {
    private final Arguments arguments;
    private final Report report;

    private Main(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
    }

    public static void main(String[] words) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        int code = run(words, out);
        out.flush();
        System.exit(code);
    }

    private static int run(String[] words, PrintStream out) {
        try {
            Arguments arguments = new Arguments(words);
            Main main = new Main(arguments, new Report(new JsonLines(out)));
            try (Cluster cluster = new Clients(arguments).cluster()) {
                main.run(cluster);
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            return failed(wrong.getMessage(), 2);
        } catch (ToolException failure) {
            return failed(failure.getMessage(), 1);
        } catch (RetriableException unanswered) {
            return failed("Kafka does not answer: " + unanswered.getMessage(), 1);
        } catch (ApiException refusal) {
            return failed("Kafka answers " + refusal.getClass().getSimpleName() + ": " + refusal.getMessage(), 1);
        } catch (KafkaException failure) {
            Throwable cause = failure.getCause();
            return failed(failure.getMessage() + (cause == null ? "" : ": " + cause.getMessage()), 1);
        }
    }

    private static int failed(String message, int code) {
        System.err.println(message);
        return code;
    }

    private void run(Cluster cluster) {
        switch (arguments.command) {
            case "list":
                list(survey(cluster));
                break;
            case "show":
                show(survey(cluster));
                break;
            case "replay":
                replay(cluster);
                break;
            default:
                throw new IllegalArgumentException("The command '" + arguments.command
                    + "' must be list, show or replay");
        }
    }

    private Survey survey(Cluster cluster) {
        DeadLetterTopic topic = new DeadLetterTopic(cluster, arguments.required("--topic"),
            arguments.required("--connector"));
        return new Survey(cluster, topic, new TableKey(arguments.all("--key")));
    }

    /** The last ones, the oldest of them first. */
    private void list(Survey survey) {
        long count = Arguments.number("--count", arguments.required("--count"));
        Map<DeadLetter, Verdict> verdicts = survey.verdicts(survey.letters);
        report.summary(verdicts);
        int first = (int) Math.max(0, survey.letters.size() - count);
        Map<Long, DeadLetter> shown = survey.letters.subList(first, survey.letters.size()).stream()
            .collect(Collectors.toMap(letter -> letter.offset, letter -> letter));
        if (!shown.isEmpty()) {
            survey.topic.read(survey.letters.get(first).offset, record -> {
                if (shown.containsKey(record.offset())) {
                    report.letter(record, verdicts.get(shown.get(record.offset())));
                }
            });
        }
    }

    private void show(Survey survey) {
        long offset = Arguments.number("--offset", arguments.required("--offset"));
        Map<DeadLetter, Verdict> verdicts = survey.verdicts(survey.letters);
        DeadLetter letter = verdicts.keySet().stream().filter(each -> each.offset == offset).findFirst()
            .orElseThrow(() -> survey.topic.none(offset));
        report.whole(survey.topic.record(offset), verdicts.get(letter));
    }

    /** One at a time on this machine: two at once could both find a dead letter waiting. */
    private void replay(Cluster cluster) {
        Path file = Path.of(arguments.required("--lock"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new ToolException("Another replay is going on, which holds " + file + ": wait for its end");
            }
            Replay replay = new Replay(cluster, survey(cluster));
            replay.run(arguments.all("--offset").stream().map(text -> Arguments.number("--offset", text))
                .collect(Collectors.toCollection(TreeSet::new)), !arguments.all(Arguments.DRY_RUN).isEmpty());
            report.replay(replay);
        } catch (RetriableException unanswered) {
            throw new ToolException("Kafka does not answer: " + unanswered.getMessage()
                + ". Replay again: what was sent is not sent twice");
        } catch (OverlappingFileLockException | IOException failure) {
            throw new ToolException("--lock " + file + " cannot be had: " + failure);
        }
    }
}
