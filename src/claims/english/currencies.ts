/** ISO 4217 codes of a currency's name by where it is used, for names that several countries share. */
const SHARED: Readonly<Record<string, readonly (readonly [code: string, country: RegExp])[]>> = {
  pesos: [
    ['MXN', /\bMexic/],
    ['PHP', /\bPhilippin|\bFilipino|\bManila\b/],
    ['ARS', /\bArgentin/],
    ['CLP', /\bChile/],
    ['COP', /\bColombia|\bBogot/],
    ['CUP', /\bCuba|\bHavana\b/],
    ['UYU', /\bUruguay/],
    ['DOP', /\bDominican/],
  ],
  francs: [
    ['CHF', /\bSwiss\b|\bSwitzerland\b|\bZurich\b|\bGeneva\b/],
    ['CDF', /\bCongo|\bKinshasa\b/],
    ['RWF', /\bRwanda/],
    ['BIF', /\bBurundi/],
    ['GNF', /\bGuinea/],
    ['XOF', /\bCFA\b|\bSenegal|\bIvory Coast\b|\bIvorian|\bMali\b|\bMalian|\bBurkina|\bNiger\b|\bBenin|\bTogo/],
    ['XAF', /\bCameroon|\bGabon|\bChad\b/],
  ],
  rupees: [
    ['INR', /\bIndian?\b|\bDelhi\b|\bMumbai\b/],
    ['PKR', /\bPakistan|\bKarachi\b|\bIslamabad\b/],
    ['LKR', /\bSri Lanka|\bColombo\b/],
    ['NPR', /\bNepal|\bKathmandu\b/],
    ['MUR', /\bMauriti/],
  ],
  rials: [
    ['IRR', /\bIran|\bTehran\b/],
    ['OMR', /\bOman/],
    ['YER', /\bYemen/],
  ],
  riyals: [
    ['SAR', /\bSaudi|\bRiyadh\b/],
    ['QAR', /\bQatar/],
  ],
  dinars: [
    ['IQD', /\bIraq|\bBaghdad\b/],
    ['KWD', /\bKuwait/],
    ['JOD', /\bJordan/],
    ['RSD', /\bSerbia/],
    ['DZD', /\bAlgeria/],
    ['TND', /\bTunisia/],
    ['LYD', /\bLibya/],
    ['BHD', /\bBahrain/],
  ],
  shillings: [
    ['KES', /\bKenya|\bNairobi\b/],
    ['UGX', /\bUganda|\bKampala\b/],
    ['TZS', /\bTanzania/],
    ['SOS', /\bSomali/],
  ],
  kronor: [
    ['SEK', /\bSwed|\bStockholm\b/],
    ['NOK', /\bNorw|\bOslo\b/],
    ['DKK', /\bDenmark|\bDanish\b|\bCopenhagen\b/],
    ['ISK', /\bIceland/],
  ],
  dollars: [
    ['USD', /\bU\.?S\b|\bAmerican\b/],
    ['AUD', /\bAustralia/],
    ['CAD', /\bCanad/],
    ['NZD', /\bNew Zealand\b/],
    ['HKD', /\bHong Kong\b/],
    ['SGD', /\bSingapore/],
    ['TWD', /\bTaiwan/],
  ],
  pounds: [
    ['GBP', /\bBritish\b|\bsterling\b/],
    ['EGP', /\bEgypt/],
    ['LBP', /\bLebanese\b/],
    ['SYP', /\bSyrian\b/],
    ['SDG', /\bSudanese\b/],
  ],
};

/** The one country of a stretch of text that has a currency of this name; the name itself where none or several have. */
export function currencyIn(text: string, name: string): string {
  const codes = (SHARED[name] ?? []).flatMap(([code, country]) => (country.test(text) ? code : []));
  const [code] = codes;
  return codes.length === 1 && code !== undefined ? code : name;
}

/** Whether a unit is a name that several countries have for their money. */
export function isShared(unit: string): boolean {
  return unit in SHARED;
}
