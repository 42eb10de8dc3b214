// The texts of the page in the two languages that Ett speaks.
const words = {
  nb: {
    title: 'Kommunens nøkkeltall', lead: 'Tall fra alle fagområder, med kilde og forbehold.',
    skip: 'Til tallene', docs: 'Dokumentasjon av API-et', pages: 'Sider', choice: 'Valg', figures: 'Tall',
    municipality: 'Kommunens organisasjonsnummer', from: 'Fra år', to: 'Til år', show: 'Vis tallene',
    metrics: 'Nøkkeltall', search: 'Søk i nøkkeltallene', token: 'Innlogging med token',
    tokenHelp: 'Token (Bearer). Holdes i minnet til siden lukkes, og lagres ikke.', reports: 'Rapporter',
    other: 'English', otherLanguage: 'en', chosen: (count) => `${count} valgt`,
    loading: 'Henter tall …', ready: (count) => `${count} nøkkeltall vises.`,
    none: 'Velg minst ett nøkkeltall.', order: 'Fra år må være før eller lik til år, og høyst 20 år.',
    tooMany: 'Velg høyst 40 nøkkeltall.', number: 'Organisasjonsnummeret har ni sifre.',
    noReports: 'Ingen rapporter.', partial: 'Ikke alle svarer:', away: (domain, why) => `«${domain}» svarer ikke (${why}). Tallene derfra mangler.`,
    unauthenticated: 'Du er ikke logget inn: lim inn et token under «Innlogging med token».',
    refused: 'Tokenet ble ikke godtatt. Lim inn et som gjelder.',
    denied: 'Tokenet gir ikke adgang til dette:', failed: 'Tjenesten svarte ikke:',
    caption: (from, to) => `Nøkkeltall ${from}–${to}`, metric: 'Nøkkeltall', change: 'Endring', target: 'Mål', status: 'Status',
    synthetic: 'SYNTETISK', syntheticNote: 'Tall merket † bygger på genererte poster og beskriver ingen virkelig person, bygning eller virksomhet.',
    symbols: ': vises ikke av hensyn til personvernet; .. finnes ikke; . ikke aktuelt; – tjenesten svarer ikke',
    about: (title) => `Om ${title}`, definition: 'Definisjon', source: 'Definert av', from_: 'Beregnet av', notes: 'Fotnoter', composed: 'Satt sammen av', coverage: 'Dekning', revised: (count) => `rettet ${count} ganger`,
    chart: (titles, unit) => `Linjediagram${unit ? ` i ${unit}` : ''}: ${titles}. Tallene står i tabellen.`,
    points: 'prosentpoeng', percent: '%', acrossBreak: 'brudd i serien', csv: 'Last ned CSV', json: 'Samme tall som JSON', known: 'Slik det var kjent',
    open: (title) => `Vis ${title}`, year: 'for', reportLoading: 'Henter rapporten …', section: 'Delen kunne ikke lages.',
    CELL_STATUS_FINAL: 'endelig', CELL_STATUS_PROVISIONAL: 'foreløpig', CELL_STATUS_ESTIMATED: 'anslag', CELL_STATUS_REPORTED: 'rapportert',
    CELL_REASON_SUPPRESSED: 'vises ikke av hensyn til personvernet', CELL_REASON_MISSING: 'finnes ikke', CELL_REASON_NOT_APPLICABLE: 'ikke aktuelt', CELL_REASON_UNAVAILABLE: 'tjenesten svarer ikke',
  },
  en: {
    title: "The municipality's key figures", lead: 'Figures of all domains, with their sources and reservations.',
    skip: 'To the figures', docs: 'API documentation', pages: 'Pages', choice: 'Choice', figures: 'Figures',
    municipality: "The municipality's organisation number", from: 'From year', to: 'To year', show: 'Show the figures',
    metrics: 'Figures', search: 'Search the figures', token: 'Log in with a token',
    tokenHelp: 'Token (Bearer). Kept in memory until the page is closed, and stored nowhere.', reports: 'Reports',
    other: 'Norsk', otherLanguage: 'nb', chosen: (count) => `${count} chosen`,
    loading: 'Fetching figures …', ready: (count) => `${count} figures are shown.`,
    none: 'Choose at least one figure.', order: 'From year must be before or the same as to year, and at most 20 years.',
    tooMany: 'Choose at most 40 figures.', number: 'The organisation number has nine digits.',
    noReports: 'No reports.', partial: 'Not all answer:', away: (domain, why) => `"${domain}" does not answer (${why}). Its figures are missing.`,
    unauthenticated: 'You are not logged in: paste a token under "Log in with a token".',
    refused: 'The token was not accepted. Paste one that is valid.',
    denied: 'The token does not give access to this:', failed: 'The service did not answer:',
    caption: (from, to) => `Key figures ${from}–${to}`, metric: 'Figure', change: 'Change', target: 'Target', status: 'Status',
    synthetic: 'SYNTHETIC', syntheticNote: 'Figures marked † rest on generated records and describe no real person, building or company.',
    symbols: ': withheld to protect persons; .. not collected; . not applicable; – the service does not answer',
    about: (title) => `About ${title}`, definition: 'Definition', source: 'Defined by', from_: 'Computed from', notes: 'Footnotes', composed: 'Composed of', coverage: 'Coverage', revised: (count) => `corrected ${count} times`,
    chart: (titles, unit) => `Line chart${unit ? ` in ${unit}` : ''}: ${titles}. The numbers are in the table.`,
    points: 'percentage points', percent: '%', acrossBreak: 'break in the series', csv: 'Download CSV', json: 'The same figures as JSON', known: 'As known',
    open: (title) => `Show ${title}`, year: 'for', reportLoading: 'Fetching the report …', section: 'The section could not be made.',
    CELL_STATUS_FINAL: 'final', CELL_STATUS_PROVISIONAL: 'provisional', CELL_STATUS_ESTIMATED: 'estimate', CELL_STATUS_REPORTED: 'reported',
    CELL_REASON_SUPPRESSED: 'withheld to protect persons', CELL_REASON_MISSING: 'not collected', CELL_REASON_NOT_APPLICABLE: 'not applicable', CELL_REASON_UNAVAILABLE: 'the service does not answer',
  },
};

let language = 'nb';

export const lang = () => language;
export const setLanguage = (chosen) => { language = chosen === 'en' ? 'en' : 'nb'; };
export const word = (name, ...given) => {
  const text = words[language][name] ?? name;
  return typeof text === 'function' ? text(...given) : text;
};
// A text of the API.
export const say = (text) => text?.[language] ?? '';

const SYMBOLS = { CELL_REASON_SUPPRESSED: ':', CELL_REASON_MISSING: '..', CELL_REASON_NOT_APPLICABLE: '.', CELL_REASON_UNAVAILABLE: '–' };
export const symbol = (reason) => SYMBOLS[reason] ?? '..';

export const printNumber = (number, decimals = 0) => new Intl.NumberFormat(language === 'nb' ? 'nb-NO' : 'en-GB',
  { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(number);
