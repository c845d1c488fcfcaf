import { SHEETS } from '../../scripts/preview-sheets.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../src/web/messages.ts';

/** Every page in every state, in every language of the interface. */
export function everySheet(): readonly { name: string; language: InterfaceLanguage; page: string }[] {
  return INTERFACE_LANGUAGES.flatMap(({ tag }) =>
    Object.entries(SHEETS).map(([name, draw]) => ({
      name: `${name} in ${tag}`,
      language: tag,
      page: draw({ language: tag, here: `/${name}?q=a%26b` }, {}),
    })),
  );
}
