/** The scripts that every text of the product exists in. */
export const locales = ['en', 'zh-Hant', 'zh-Hans'] as const;

export type Locale = (typeof locales)[number];

/** A text in all of them. */
export type Text = Readonly<Record<Locale, string>>;
