"""Stories for the end-to-end tests. No two share an event or a sentence, so that each is a story of its own."""

from bot.demo.press import DemoArticle


def _article(slug: str, title: str, *paragraphs: str) -> DemoArticle:
    return DemoArticle(
        slug=slug,
        outlet="meridian",
        title=title,
        section="Diplomacy",
        author="Sanna Veld",
        caption="Photo: Meridian Pictures",
        minutes_old=0,
        paragraphs=paragraphs,
    )


RECALL = _article(
    "recall",
    "Tarnovia recalls its ambassador from Ostland over former minister's arrest",
    "Tarnovia recalled its ambassador from Ostland on Monday and suspended talks on a fisheries treaty after "
    "Ostland's police arrested former trade minister Jorun Falk at the airport of the capital.",
    "The foreign ministry of Tarnovia called the arrest a breach of the Vienna Convention on Diplomatic Relations "
    "and gave Ostland's government until Friday to release Falk.",
    "“An envoy who can be arrested at a gate is no envoy. We will not negotiate about herring while Jorun Falk sits "
    "in a cell,” Foreign Minister Odile Renner said in a statement.",
    "Ostland's government said that the arrest was a matter for the courts. It expected the ambassador to return "
    "soon, a spokeswoman said.",
    "The treaty, which sets quotas for eleven ports, expires at the end of the year.",
)
CEASEFIRE = _article(
    "ceasefire",
    "Sundria and Velmark sign ceasefire after eleven days of shelling",
    "Sundria and Velmark signed a ceasefire on Tuesday night, eleven days after artillery fire across the river Aske "
    "began, the mediator of the peace talks, Judge Temba Okafor, announced.",
    "The guns are to fall silent at six in the morning. Heavy weapons must be twenty kilometres from the river by "
    "the end of the week, and 300 observers will check that they are.",
    "“I have seen two delegations that had stopped shaking hands sign the same sheet of paper. Now the paper has to "
    "cross the river,” Okafor told reporters.",
    "The president of Sundria, Mette Orlov, thanked the mediator. Her counterpart in Velmark made no statement.",
    "More than 140 civilians were killed in the fighting, according to hospitals on both banks.",
)
EXPULSION = _article(
    "expulsion",
    "Ulvania expels four Norrland diplomats it accuses of spying",
    "Ulvania declared four diplomats of Norrland persona non grata on Wednesday, accusing them of paying a clerk for "
    "plans of its coastal radar, and gave them 72 hours to leave.",
    "Norrland's embassy rejected the accusation as invented. Its foreign minister, Ida Storm, announced that four "
    "Ulvanian diplomats would have to pack as well.",
    "“We regret a step that helps nobody. It will be answered one for one, and then we should talk again,” Storm said "
    "after a cabinet meeting.",
    "The clerk, who is 34, has been in custody since last Thursday, the prosecutor's office of Ulvania said.",
    "It is the first expulsion of diplomats between the neighbours since 1987.",
)
VOTE = _article(
    "vote",
    "Security Council condemns seizure of Grenmark's embassy by nine votes",
    "The United Nations Security Council condemned the seizure of Grenmark's embassy in Halmia on Thursday by nine "
    "votes to two, with four abstentions, and demanded that its staff be let go.",
    "The resolution does not threaten sanctions. A paragraph that did was removed to avoid a veto, two diplomats who "
    "took part in the negotiations said.",
    "“Twenty-three people have slept on the floor of a visa office for a week. They will not be helped by adjectives,” "
    "Grenmark's ambassador to the United Nations, Paul Ekwall, told the council.",
    "The students who occupy the embassy demand the return of a painting that was taken to Grenmark in 1911.",
    "The council will meet again on Monday if the staff are not free by then.",
)
SUMMIT = _article(
    "summit",
    "Kanalia and Ostermark presidents to meet for first summit in a decade",
    "The presidents of Kanalia and Ostermark will meet in Vintria on 4 May for the first summit of the two countries "
    "in ten years, their offices announced on Friday.",
    "They will discuss the return of 60,000 refugees, a railway through the Lunde gorge and the recognition of each "
    "other's passports, according to an agenda that was published in both capitals.",
    "“Our grandparents built that railway together and our parents blew it up together. I would like to be remembered "
    "for the third thing,” Kanalia's President Ines Ferro said on the radio.",
    "Ostermark's opposition asked parliament to vote on the agenda first. The speaker refused.",
    "Vintria's government offered a castle and, it said, a cook who knows both cuisines.",
)
CHEMICAL = _article(
    "chemical",
    "Inspectors find no chemical weapons at disputed Arvik plant",
    "International inspectors found no trace of chemical weapons at the disputed Arvik plant, their head, Dr Laila "
    "Hansson, reported to the member states of the disarmament treaty on Monday.",
    "The plant in eastern Drevania makes fertiliser, as its government has always said. Seven neighbouring states had "
    "accused Drevania of making nerve agents there and called for sanctions.",
    "“We took four hundred samples and found phosphate. I understand that phosphate is a disappointing headline,” "
    "Hansson told the delegates.",
    "Drevania's foreign minister demanded an apology. Three of the seven states said that they would study the report.",
    "The inspectors will stay for another month to look at two warehouses that were flooded.",
)
