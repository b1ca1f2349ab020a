package io.wick.testkit.damage;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;

/** A test that damages in rounds: its limit grows with {@code -Dwick.fuzz.rounds}. */
@Test
@Timeout(value = 1, unit = TimeUnit.DAYS) // instead of the one for all
@ExtendWith(RoundsTest.Limit.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RoundsTest {
    /** Ends a test that takes too long for its rounds. */
    final class Limit implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context) {
            assertTimeoutPreemptively(
                    Damage.limit(),
                    () -> {
                        invocation.proceed();
                    });
        }
    }
}
