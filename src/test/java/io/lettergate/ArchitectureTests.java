package io.lettergate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The rules of docs/decisions/0001 that a compiler does not see. */
@AnalyzeClasses(packages = "io.lettergate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule theWordsOfMailKnowNoFramework = classes()
            .that()
            .resideInAPackage("io.lettergate.mail..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.lettergate.mail..",
                    "java..",
                    "com.ibm.icu.text..",
                    "org.jspecify..",
                    "org.springframework.modulith..");

    @ArchTest
    static final ArchRule jakartaMailStaysInTheConnectors = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.lettergate.imap..",
                    "io.lettergate.pop3..",
                    "io.lettergate.smtp..",
                    "io.lettergate.mime..",
                    "io.lettergate.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule storesAndFoldersOfJakartaMailAreNotUsed = noClasses()
            .that()
            .resideOutsideOfPackage("io.lettergate.demo..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.mail.Store")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.mail.Folder");

    @ArchTest
    static final ArchRule theSanitiserStaysInItsModule = noClasses()
            .that()
            .resideOutsideOfPackage("io.lettergate.safehtml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.owasp..");

    /** What keeps mail from running and loading anything is the same wherever Lettergate runs. */
    @ArchTest
    static final ArchRule theWallsAroundMailHaveNoSwitch = noClasses()
            .that(resideInAnyPackage("io.lettergate.safehtml..", "io.lettergate.webmail.content.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot..", "org.springframework.core.env..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.context.annotation.Profile")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(Boolean.class, "getBoolean", String.class);

    @ArchTest
    static final ArchRule sqlStaysWhereTablesAre = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.lettergate",
                    "io.lettergate.accounts..",
                    "io.lettergate.auth..",
                    "io.lettergate.mailbox..",
                    "io.lettergate.store..",
                    "io.lettergate.search..",
                    "io.lettergate.sending..",
                    "io.lettergate.answering..",
                    "io.lettergate.events..",
                    "io.lettergate.audit..",
                    "io.lettergate.archiving..",
                    "io.lettergate.collecting..",
                    "io.lettergate.operations..",
                    "io.lettergate.moving..",
                    "io.lettergate.removing..",
                    "io.lettergate.remote..",
                    "io.lettergate.imap.cache..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    /** A stream that nobody closes keeps its connection for ever, and there are few. */
    @ArchTest
    static final ArchRule rowsAreReadAsLists =
            noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

    @ArchTest
    static final ArchRule pagesDoNotKnowTheApi = noClasses()
            .that()
            .resideInAPackage("io.lettergate.webmail..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettergate.api..");

    @ArchTest
    static final ArchRule theApiDoesNotKnowThePages = noClasses()
            .that()
            .resideInAPackage("io.lettergate.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettergate.webmail..");

    @ArchTest
    static final ArchRule nobodyLeavesButThroughNet = noClasses()
            .that(not(resideInAnyPackage("io.lettergate.net..", "io.lettergate.demo..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net.http..",
                            "java.nio.channels.spi..",
                            "javax.net..",
                            "javax.naming..",
                            "org.apache.hc..")
                    .or(nameMatching("java\\.net\\.(Socket|DatagramSocket|MulticastSocket|(Http)?URLConnection)"))
                    .or(nameMatching("java\\.nio\\.channels\\.\\w*(Socket|Datagram)Channel"))
                    .or(nameMatching("org\\.springframework\\.http\\.client\\.(Simple|Jdk|Jetty|HttpComp)\\w+Factory")))
            .orShould()
            .callMethod(URL.class, "openConnection")
            .orShould()
            .callMethod(URL.class, "openStream")
            .orShould()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class);

    /** Whoever else in net needs a connection gets a route checked, and has it opened. */
    @ArchTest
    static final ArchRule socketsAreOpenedInOnePlace = noClasses()
            .that(resideInAnyPackage("io.lettergate.net..").and(not(nameMatching("io\\.lettergate\\.net\\.Exit"))))
            .should()
            .callConstructorWhere(target(owner(assignableTo(Socket.class))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Socket.class))).and(target(name("connect"))));

    @ArchTest
    static final ArchRule namesAreLookedUpInOnePlace = noClasses()
            .that(resideInAnyPackage("io.lettergate.net..")
                    .and(not(nameMatching("io\\.lettergate\\.net\\.SystemResolver"))))
            .should()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class);

    @ArchTest
    static final ArchRule nothingIsDeserialized =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule oneJackson =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule controllersAreNobodysApi = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .orShould()
            .haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.lettergate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sendingHasNoCycles =
            slices().matching("io.lettergate.sending.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatSendingIsAboutStandsBelowAllOfIt = noClasses()
            .that()
            .resideInAPackage("io.lettergate.sending")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettergate.sending.*");
}
