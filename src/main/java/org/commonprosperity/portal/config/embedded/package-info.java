/**
 * A PostgreSQL that the portal starts and stops itself, so that the demo and the tests
 * need no installed database. Not in the production jar.
 */
@NullMarked
package org.commonprosperity.portal.config.embedded;

import org.jspecify.annotations.NullMarked;
