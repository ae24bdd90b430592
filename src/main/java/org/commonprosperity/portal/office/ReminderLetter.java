package org.commonprosperity.portal.office;

/**
 * A reminder to one official, as it is read.
 *
 * @param subject what stands in the list of messages
 * @param text the plain text
 * @param html the same for mail programs that show it
 */
record ReminderLetter(String subject, String text, String html) {
}
