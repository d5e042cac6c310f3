"""Made-up news in pieces that combine to copies, wire reuse, near-duplicates and one story."""

EVENTS = (
    (
        "Minister opens new bridge over the Vistula",
        "WARSAW (Reuters) - Infrastructure Minister Anna Kowalczyk opened a bridge over the "
        "Vistula on Tuesday, four years after work began on the crossing that links the two "
        "halves of the city and cost the state treasury 310 million zlotys, twice what had been "
        "planned.",
        '"This bridge will bring our two shores together for a century," Kowalczyk told reporters '
        "at the eastern ramp, where a brass band played and schoolchildren waved small paper flags "
        "in a cold wind.",
        "The mayor, Piotr Lis, said the first buses would cross before the end of the month and "
        "that the old ferry, which had carried commuters since 1957, would make its last journey "
        "on Friday.",
        "Engineers drove 96 piles into the bed of the river after a flood in 2023 washed the first "
        "foundations away, a delay that the court of auditors blamed on a survey done in a hurry.",
        'Minister Kowalczyk called the span "a bridge that will bring our two shores together for '
        'a hundred years", and promised a tram line over it by 2029 if the budget allows.',
        "Shopkeepers on the eastern bank of the Vistula expect rents to rise by 15 percent, and "
        "Maria Lis, who sells flowers near the new crossing, said she feared for her lease.",
    ),
    (
        "Harvest fails in the north of Ghana",
        "TAMALE - Farmers in northern Ghana have lost most of their maize after a dry season that "
        "began six weeks early, the agricultural union said, and asked Accra for emergency seed "
        "and fuel.",
        "Union secretary Abena Owusu said the reserve would last until the middle of the month, "
        "and that 40,000 families around Tamale had already sold their goats to buy rice.",
        '"We planted twice and buried both harvests," Owusu said on Wednesday, standing in a field '
        "of grey stalks that crumbled between her fingers like burnt paper.",
        "The ministry of agriculture promised 12,000 tonnes of seed by June 14, but drivers said "
        "the road from Kumasi was closed by a collapsed culvert and would stay so for weeks.",
        "Meteorologists had warned of the drought in March; their letter, seen by this newspaper, "
        "was answered eleven days later with a request for a clearer map of the districts.",
    ),
    (
        "Ferry strike halts traffic in the Aegean",
        "PIRAEUS, Greece (AFP) - A strike of seamen stopped almost all ferries in the Aegean on "
        "Monday, stranding 9,000 travellers on the quays of Piraeus and leaving several islands "
        "without fresh bread.",
        "The head of the seamen's union, Nikos Kowalczyk, said crews would stay ashore \"until "
        'the owners answer our letter", which asks for a rise of 8 percent and two days of rest.',
        "Shipowners called the strike a blow to the islands and said each day of it cost them 4 "
        "million euros, a figure that Kowalczyk called a fairy tale told by men with yachts.",
        "On Naxos the baker Eleni Lis mixed flour with chestnuts, and on May 6 the army flew "
        "medicine to three islands whose pharmacies had closed their shutters.",
        "The growers' federation Kestrova said that 60 tonnes of apricots were rotting on the quay "
        "of Chios, and asked the minister for a naval ship before the fruit was lost.",
        "Kestrova estimated losses at two million euros a day, and the owners of the ships, who "
        "have no crates aboard, said that apricots were the least of their sorrows.",
    ),
)
FOOTER = (
    "The newsroom of this paper keeps its readers informed day and night with the help of many "
    "correspondents at home and abroad, and thanks all those who support its work with a gift."
)


def compose(event: int, parts: tuple[int, ...], headline: bool, footer: bool) -> str:
    """Put pieces of an event together to an article."""
    title, *pieces = EVENTS[event % len(EVENTS)]
    chosen = [pieces[part % len(pieces)] for part in parts]
    return "\n\n".join([title] * headline + chosen + [FOOTER] * footer)
