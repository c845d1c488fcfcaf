/**
 * The finders with their versions: what was looked at by others is looked at again. In a file of its own, since finders
 * load models of tens of megabytes, which only the process of claims needs; test/claims/finder-versions.test.ts compares.
 */
export const FINDER_VERSIONS = 'english/8 chinese/6 uyghur/4';
