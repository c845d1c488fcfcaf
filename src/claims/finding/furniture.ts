import type { Span } from '../../nouns/reading.ts';

/** Headings of what follows an article on a page that was saved as plain text; alone in their line. */
const AFTER =
  /^[^\S\n]*(?:(?:\d+\s)?(?:reader\s)?comments?(?:\s\(\d+\))?|leave\sa\s(?:reply|comment)|post\sa\scomment|join\sthe\s(?:conversation|discussion)|popular\s(?:posts|stories)(?:\s.{0,30})?|most\s(?:read|popular|viewed)|related\s(?:posts?|articles?|stories|news|links|content|topics|coverage)|(?:more|other)\s(?:from|stories|news|posts|articles)(?:\s.{0,40})?|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested).{0,30}|recommended(?:\sfor\syou|\sreading)?|read\snext|share\sthis(?:\s(?:story|article|post|page))?|about\sthe\sauthor|相关(?:新闻|阅读|报道|文章|链接)|延伸阅读|推荐阅读|热门文章|网友评论|(?:发表)?评论)[:：…]?[^\S\n]*$/gimu;
const LEAST = 400; // UTF-16 units of an article; a heading before that is a menu's

/**
 * Where the article of a plain text ends: at the first heading of comments or of other articles. Web pages are told
 * apart when they are read; this is for texts that only look like one.
 */
export function withoutFurniture(text: string, block: Span): Span {
  for (const { index } of text.slice(block.start, block.end).matchAll(AFTER)) {
    if (index >= LEAST) return { start: block.start, end: block.start + index };
  }
  return block;
}
