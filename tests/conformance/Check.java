import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Check PROFILES FILE…: one line a file and profile, then every failed rule; exit status 1 when any failed. */
public class Check {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean fine = true;
        for (int at = 1; at < args.length; at++) {
            for (String profile : args[0].split(",")) {
                fine &= check(args[at], profile);
            }
        }
        System.exit(fine ? 0 : 1);
    }

    private static boolean check(String path, String profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (InputStream in = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println("veraPDF " + profile + " " + (result.isCompliant() ? "pass" : "FAIL") + " "
                    + result.getTotalAssertions() + " assertions " + path);
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    failed.putIfAbsent(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber(),
                            test.getMessage() + " @ " + test.getLocation().getContext());
                }
            }
            failed.forEach((rule, message) -> System.out.println("    " + rule + " " + message));
            return result.isCompliant();
        }
    }
}
