/**
 * Proves the installation: real JVMs with the packaged plugin, started as users start them. Not
 * below {@code io.wick.ignite}, so that these classes travel as an application's do.
 */
package io.wick.install;
