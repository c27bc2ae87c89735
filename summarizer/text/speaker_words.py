"""Nouns that can be a speaker of reported speech, beyond names: people, bodies, documents, pronouns. Lemmas, data only."""

from typing import Final

PEOPLE: Final = frozenset(
    """person people man woman boy girl child friend critic supporter voter ally opponent insider advocate rival organizer
    organiser donor user investor millennial progressive conservative liberal republican democrat moderator audience observer
    attendee protester protestor backer staff staffer operative hopeful commentator fan family wife husband son daughter father
    mother brother sister partner colleague defender contender neurosurgeon proponent associate lobbyist headliner socialist
    developer demonstrator investigator environmentalist pundit citizen participant elder independent viewer reader caller
    watcher respondent specialist hacker speechwriter fundraiser commenter pastor priest evangelical majority minority half
    third quarter hundred thousand dozen crowd public community camp side faction wing band trio panel jury team lawmaker
    hawk elite mainstream establishment leadership chorus source other another one self none some many most few all rebel
    militant fighter soldier troop refugee migrant peacekeeper inspector monitor negotiator villager fisherman driver pilot
    engineer captain victim relative neighbour neighbor patient passenger tenant employee employer client customer tourist
    trader banker broker operator maker nationalist separatist dissident prisoner prosecutor defendant plaintiff juror
    ministry regime administration cabinet junta presidency royal palace tribunal regulator watchdog think-tank thinktank""".split()
)
"""People by what they are or do; those by their office are in `people_words`."""
BODIES: Final = frozenset(
    """country nation state republic kingdom firm website newspaper paper outlet site magazine broadcaster channel station
    publisher business supplier manufacturer carrier utility charity campaigner body institution chamber caucus legislature
    superdelegate administration""".split()
)
"""Bodies that speak, besides `people_words.ORGANISATION_WORDS`."""
DOCUMENTS: Final = frozenset(
    """poll survey study analysis review investigation inquiry report filing lawsuit suit transcript document ad video data
    datum figure statistic finding estimate projection forecast research paper evidence disclosure affidavit petition ruling
    verdict resolution law legislation regulation constitution guideline rule agreement treaty accord text draft dossier
    telegram cable dispatch headline playbook manifesto pamphlet leaflet banner placard website record release memoir
    interview quote caption summary""".split()
)
"""What is said to say something."""
PRONOUNS: Final = frozenset("i we you he she they it who whom one himself herself themselves everyone everybody someone somebody nobody anyone anybody".split())  # fmt: skip
