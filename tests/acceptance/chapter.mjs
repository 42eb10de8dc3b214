// The sentences of the source chapter (annual report 2018, "Organisasjon, styring og utvikling"),
// as the report must say them of the reference municipality.
export const sentences = {
  LANGUAGE_NB: {
    'sick-leave': /^Sykefraværet var 7,3 prosent i 2018, ned fra 7,5 prosent i 2017\. Målet er 7,0 prosent\.$/,
    'leader-programme': /^152 ledergrupper har gjennomført innovasjonslederprogrammet \(LUP\)\.$/,
    'trade-certificates': /^25 renholdere tok fagbrev i 2018\.$/,
    'cleaning-sick-leave': /^Sykefraværet i renholdsenheten følges opp: korttidsfraværet var \d+,\d prosent \(\d+,\d i 2017\) og langtidsfraværet \d+,\d prosent \(\d+,\d i 2017\)\.$/,
    'full-time-culture': /særlig helse og omsorg, der \d+,\d prosent av de ansatte hadde full stilling, opp fra \d+,\d prosent i 2017\.$/,
    'digitalisation-projects': /^60 digitaliseringsprosjekter er i gang\.$/,
    'digitalisation-done': /digitale arbeidsavtaler/,
    'automation-under-way': /[Rr]obot/,
    'climate-measures': /^Fra klimaprogrammets handlingsplan ble (6[1-9]|[7-9]\d) tiltak gjennomført i 2018\.$/,
    maintenance: /^Vedlikeholdsinnsatsen var 38 prosent høyere enn i 2017\.$/,
    energy: /^Det samlede energiforbruket i bygg gikk ned 3,1 prosent fra 2017 \(ikke temperaturkorrigert\)\.$/,
    'condition-survey': /^Tilstandsvurderingen av kommunens eiendommer er gjennomført\.$/,
    'design-competition': /^Oksenøya senter: plan- og designkonkurranse er gjennomført, med høye klima-, miljø- og energiambisjoner\.$/,
    'completed-projects': /^Ferdigstilte prosjekter i 2018: (?=.*omsorgs- og velferdsboliger)(?=.*Nansenparken barnehage)(?=.*nye Sandvika bibliotek)(?=.*rehabilitering av Sjøholmen)(?=.*oppgradering av Lommedalen kirke)/,
    'green-loan': /^Kommunen kvalifiserer for «grønt lån» i Kommunalbanken\.$/,
    'buy-out': /^I 2018 kjøpte kommunen ut de øvrige aksjonærene og eier 100 prosent av Arba AS\.$/,
    agreement: /^Ny selskapsavtale for Asker og Bærum brann og redning IKS er utarbeidet; status: lagt fram til politisk behandling\. Den gjelder fra 1\. januar 2020\.$/,
    'board-training': /^Etikkseminar \(Oslo Economics\) ble holdt for alle styremedlemmer i selskaper der kommunen har interesser\.$/,
  },
  LANGUAGE_EN: {
    'sick-leave': /^Sick leave was 7\.3 percent in 2018, down from 7\.5 percent in 2017\. The target is 7\.0 percent\.$/,
    'leader-programme': /^152 leader groups have completed the innovation leadership programme \(LUP\)\.$/,
    'trade-certificates': /^25 cleaners took a trade certificate \(fagbrev\) in 2018\.$/,
    'cleaning-sick-leave': /^Sick leave in the cleaning unit is followed up: short-term sick leave was \d+\.\d percent \(\d+\.\d in 2017\) and long-term sick leave \d+\.\d percent \(\d+\.\d in 2017\)\.$/,
    'full-time-culture': /mainly health and care, where \d+\.\d percent of the employees worked full time, up from \d+\.\d percent in 2017\.$/,
    'digitalisation-projects': /^60 digitalisation projects are under way\.$/,
    'digitalisation-done': /[Dd]igital employment contracts/,
    'automation-under-way': /[Rr]obot/,
    'climate-measures': /^(6[1-9]|[7-9]\d) measures of the climate programme's action plan were carried out in 2018\.$/,
    maintenance: /^The maintenance effort was 38 percent higher than in 2017\.$/,
    energy: /^Total energy use in buildings fell 3\.1 percent from 2017 \(not corrected for weather\)\.$/,
    'condition-survey': /^The condition survey of the municipality's properties is completed\.$/,
    'design-competition': /^Oksenøya .*: a design competition has been held, with high climate, environment and energy ambitions\.$/,
    'completed-projects': /^Projects completed in 2018: (?=.*care and welfare homes)(?=.*Nansenparken kindergarten)(?=.*the new Sandvika library)(?=.*rehabilitation of Sjøholmen)(?=.*upgrade of Lommedalen church)/,
    'green-loan': /^The municipality qualifies for a "green loan" in Kommunalbanken\.$/,
    'buy-out': /^In 2018 the municipality bought out the other shareholders and owns 100 percent of Arba AS\.$/,
    agreement: /^A new company agreement for Asker og Bærum brann og redning IKS has been drawn up; status: put forward for political treatment\. It is valid from 1 January 2020\.$/,
    'board-training': /^Ethics seminar \(Oslo Economics\) was held for all board members of companies in which the municipality has interests\.$/,
  },
};

export const tables = {
  LANGUAGE_NB: [
    'Tabell 25: Utvalgte nøkkeltall om medarbeidere',
    'inkluderer barnevern og helsetjenester til barn og unge fra 2018; tall omregnet til organisasjonen nå har dem med i alle år',
    'Omregnet: alle år etter organisasjonen slik den er nå, så de kan sammenlignes. Ikke den publiserte serien; den står i linjen over.',
    'Tabell 26: Kjønn og lønn',
    'Tallet er den prosentvise forskjellen mellom kvinners og menns lønn. Positive tall er i kvinners favør.',
    'Nøkkeltall for Eiendom',
    'Kommunens eierposisjoner',
  ],
  LANGUAGE_EN: [
    'Table 25: Selected key figures on employees',
    'includes child welfare and health services for children and young people from 2018; figures recomputed on the organisation now include them in all years',
    'Recomputed: all years by the organisation as it is now, so that they can be compared. Not the published series, which is in the line above.',
    'Table 26: Sex and pay',
    "Positive numbers in women's favour.",
    'Key figures for Property',
    "The municipality's ownership positions",
  ],
};

// Sick leave in table 25 as published, and below it recomputed: the same in 2018, not in 2017.
export const recomputedSickLeave = {
  LANGUAGE_NB: /\n\| Sykefravær \(prosent\) \| 7,3† \| 7,5† \| \d,\d† \|\n\| \*– omregnet, organisasjonen nå\*[¹²³⁴⁵]+ \| \*7,3†\* \| \*(?!7,5)\d,\d†\* \| \*\d,\d†\* \|\n/,
  LANGUAGE_EN: /\n\| Sick leave \(percent\) \| 7\.3† \| 7\.5† \| \d\.\d† \|\n\| \*– recomputed, the organisation now\*[¹²³⁴⁵]+ \| \*7\.3†\* \| \*(?!7\.5)\d\.\d†\* \| \*\d\.\d†\* \|\n/,
};
