/**
 * A document of a publication that was taken in: its original is its page in the web site of the package, and it is read
 * as what the package signs for, the texts and pictures of its pages
 * (docs/decisions/0029-packages-that-are-taken-in.md).
 */
export const PUBLISHED_DOCUMENT = 'application/vnd.touchstone.published-document';

/** The derivative that is the picture of one of its pages, as it was published. */
export const PICTURE_OF_PACKAGE = 'package-picture';
