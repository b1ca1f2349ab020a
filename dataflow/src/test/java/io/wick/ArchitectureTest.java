package io.wick;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The row of the module table that holds for {@code dataflow}: what it may depend on. */
@AnalyzeClasses(packages = "io.wick", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothing_here_knows_an_engine =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.ignite..", "uk.ac.manchester.tornado..")
                    .allowEmptyShould(true)
                    .because("users compile against dataflow alone; engines implement its SPI");

    @ArchTest
    static final ArchRule only_the_agreed_libraries_are_used =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            "java..",
                                            "javax..",
                                            "jdk..",
                                            "io.wick..",
                                            "com.fasterxml.jackson..",
                                            "org.slf4j..",
                                            "org.jspecify..",
                                            "org.apache.arrow..",
                                            "com.google.flatbuffers..",
                                            "net.jpountz.lz4..",
                                            "org.apache.parquet..",
                                            "org.apache.datasketches..",
                                            "dev.hardwood..",
                                            "com.github.luben.zstd..",
                                            "org.xerial.snappy..",
                                            "de.siegmar.fastcsv..")
                                    .or(primitives()))
                    .allowEmptyShould(true)
                    .because(
                            "dataflow depends on the JDK, Jackson, slf4j-api, jspecify,"
                                    + " DataSketches, and optionally on readers of files");

    @ArchTest
    static final ArchRule libraries_of_formats_stay_with_the_formats =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.wick.internal.format..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.hardwood..",
                            "org.apache.arrow..",
                            "net.jpountz..",
                            "com.github.luben.zstd..",
                            "org.xerial.snappy..",
                            "de.siegmar.fastcsv..")
                    .because("they are optional: whoever reads no such files runs without them");

    private static DescribedPredicate<JavaClass> primitives() {
        return DescribedPredicate.describe(
                "are primitive", type -> type.getBaseComponentType().isPrimitive());
    }
}
