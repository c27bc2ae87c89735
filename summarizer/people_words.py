"""Words that tell who is a person: titles, offices, given names.

Lists written for this project from general knowledge; nothing is learned from a corpus. Only hints: an article decides.
"""

from typing import Final

HONORIFICS: Final = frozenset(
    "Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady Rev Fr St Madame Monsieur Herr Frau Señor Señora".split()
)
"""Words before a name that are no role."""

MALE_TITLES: Final = frozenset(
    """mr sir lord king prince emperor sultan sheikh pope father brother rabbi imam monsieur herr señor spokesman chairman
    congressman businessman crown-prince count duke baron businessman policeman cardinal archbishop bishop""".split()
)
FEMALE_TITLES: Final = frozenset(
    """mrs ms miss dame lady queen princess empress sister madame frau señora spokeswoman chairwoman congresswoman
    businesswoman duchess countess baroness actress policewoman""".split()
)

OFFICES: Final = frozenset(
    """president premier minister chancellor secretary spokesman spokeswoman spokesperson ambassador envoy senator
    representative congressman congresswoman governor mayor king queen prince princess pope cardinal archbishop bishop
    sheikh emir sultan ayatollah general colonel major captain lieutenant admiral marshal commander sergeant chief chairman
    chairwoman chairperson chair director head leader speaker judge justice professor attorney prosecutor commissioner
    deputy undersecretary counsel counselor counsellor adviser advisor aide analyst expert economist historian journalist
    reporter correspondent editor author writer columnist strategist pollster consultant lawyer lawmaker legislator
    politician diplomat negotiator mediator official officer executive ceo founder co-founder owner manager coordinator
    candidate nominee member activist researcher scientist scholar fellow lecturer dean teacher student resident farmer
    worker doctor nurse physician surgeon survivor witness sen rep gov gen col lt adm sgt capt maj amb veteran vice-president vice-chancellor delegate councilman councilwoman
    councillor councilor treasurer whip dictator monarch ruler tycoon billionaire businessman businesswoman host anchor
    actor actress singer director-general secretary-general attaché consul rapporteur president-elect""".split()
)
"""Nouns that name what a person is."""

OFFICE_MODIFIERS: Final = frozenset(
    """prime vice deputy foreign defense defence interior finance foreign-affairs former ex acting interim senior chief
    first permanent special high assistant associate state national republican democratic conservative liberal labour
    opposition house senate majority minority attorney-general security retired incumbent newly-elected outgoing
    presidential chief-of-staff executive managing political military economic parliamentary government party white crown
    late longtime top tory socialist communist nationalist independent green lead regional federal supreme
    grand co- energy trade health justice environment agriculture education transport economy labor press human-rights""".split()
)
"""Words that stand before an office in a title: "deputy foreign minister"."""

MALE_NAMES: Final = frozenset(
    """Aaron Abdul Abdullah Adam Adrian Ahmad Ahmed Alan Albert Alejandro Aleksandr Alex Alexander Alexei Alexis Ali Allen Amir
    Anatoly Anders Andre Andreas Andrei Andrew Andrey Andriy Andrzej Angel Anthony Antonio Antony Anwar Arthur Arturo Aung Austin Barack
    Barry Bashar Ben Benjamin Bernard Bernie Bill Billy Bob Boris Brad Brandon Brent Brett Brian Bruce Bryan Carl Carlos Cesar Chad
    Charles Charlie Chris Christian Christopher Chuck Clarence Clark Claude Colin Corey Craig Cory Curtis Cyril Dale Dan Daniel
    Danny Darren Dave David Dean Dennis Denys Derek Diego Dick Dimitri Dirk Dmitri Dmitry Dmytro Don Donald Doug Douglas Dwight
    Ed Eddie Edgar Eduardo Edward Edwin Ehud Emmanuel Emilio Enrique Eric Erik Ernest Eugene Evan Evgeny Felipe Felix Fernando Francis
    Francisco Francois François Frank Frederick Fred Gary Gavin Gennady Geoffrey George Georgy Gerald Gerhard Gilbert Giorgio
    Giovanni Giuseppe Glenn Gordon Graham Greg Gregory Guido Guillermo Gustavo Guy Hamid Hans Harold Harry Harvey Hassan
    Hector Heinz Henry Herbert Herman Hosni Howard Hugh Hugo Hussein Ian Ibrahim Igor Ilya Ismail Ivan Jack Jacob Jacques Jake
    James Jamie Jan Jared Jason Javad Javier Jay Jean Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jesus Jim Jimmy Joachim Joe Joel
    Johan Johannes John Johnny Jon Jonathan Jong Jorge Jose José Josep Joseph Josh Joshua Juan Julian Julio Jürgen Justin Karl Keith Kemal Ken
    Kenneth Kevin Khalid Kirill Kofi Konstantin Kurt Kyle Larry Lars Lawrence Lech Lee Leo Leon Leonard Leonid Lester Lloyd
    Louis Lucas Luis Luke Lyndon Mahmoud Manuel Marc Marcelo Marco Marcus Mario Mark Markus Marlon Marshall Martin Marvin Matt Matteo
    Matthew Maurice Max Maxim Mehmet Michael Michel Miguel Mike Mikhail Milan Milos Mitch Mitt Mohamed Mohammad Mohammed Muammar
    Muhammad Mustafa Nabil Narendra Nasser Nathan Neal Neil Nelson Newt Nicholas Nick Nicolas Nigel Nikolai Nikolay Noah Norman Oleg
    Oleksandr Olaf Oliver Omar Orrin Oscar Osama Otto Pablo Patrick Paul Pavel Pavlo Pedro Pete Peter Petro Phil Philip Phillip Pierre
    Piotr Qasem Rafael Ralph Ramon Ramzan Rand Randall Randy Raul Ray Raymond Recep Reza Ricardo Richard Rick Rob Robert
    Roberto Robin Rodrigo Rodney Roger Roland Roman Ron Ronald Ross Roy Rudy Ruben Rudolph Russell Ryan Saad Saddam Salman Salvador Sam Samuel Saul
    Scott Sean Sebastian Serge Sergei Sergey Sergio Serhiy Seth Shane Shaun Shinzo Silvio Simon Spencer Stanislav Stanley Stefan Stephen
    Steve Steven Stuart Sven Taro Tayyip Ted Terrence Terry Theodore Thomas Tim Timothy Toby Todd Tom Tomas Tommy Tony Travis
    Trevor Tyler Uri Vadim Valery Vasily Vaclav Victor Viktor Vincent Vitali Vitaly Vladimir Volodymyr Vyacheslav Walter Warren
    Wayne Werner William Willy Wilson Wladyslaw Wolfgang Xavier Xi Yahya Yasser Yevgeny Yitzhak Yuri Zbigniew""".split()
)
FEMALE_NAMES: Final = frozenset(
    """Abigail Aisha Alexandra Alexandria Alice Alicia Alison Allison Amanda Amelia Amy Ana Anastasia Andrea Angela Angelina Anita Ann
    Anna Annalena Anne Annie Antonia April Ashley Audrey Aung-San Avril Barbara Beatrice Benazir Bernadette Beth Betsy Betty Beverly Bonnie
    Brenda Bridget Brigitte Camilla Candice Carla Carly Carmen Carol Caroline Carolyn Catherine Cecilia Celia Charlotte Chelsea Cheryl
    Chloe Christiane Christina Christine Chrystia Cindy Claire Clara Claudia Condoleezza Connie Corazon Crystal Cynthia Dana Daniela Danielle
    Dawn Deborah Debbie Debra Delcy Denise Diana Diane Dianne Dilma Donna Doris Dorothy Edith Ekaterina Elaine Elena Elisabeth
    Elise Elizabeth Ella Ellen Ellie Emily Emma Erica Erin Estelle Esther Eva Eve Evelyn Federica Fiona Florence Frances
    Gabriela Gabrielle Gail Galina Georgia Gina Giorgia Gita Gloria Golda Grace Hannah Harriet Hazel Heather Heidi Helen Helena
    Helga Hillary Holly Huma Ida Ilana Indira Ines Ingrid Irene Irina Iryna Isabel Isabella Ivana Ivanka Jacqueline Jackie Jacinda Jane Janet
    Janice Jean-ne Jeanne Jennifer Jenny Jessica Jill Jo Joan Joanna Joanne Joyce Juana Judith Judy Julia Juliana Julianne Julie June Kaja Kamala
    Karen Karin Karine Kate Katarina Katherine Kathleen Kathryn Kathy Katie Katrina Kay Kellyanne Kerry-Ann Kimberly Kirsten
    Kristalina Kristen Kristina Larisa Laura Lauren Leila Lena Leslie Leyla Lidia Liliana Lillian Linda Lindsay Lisa Liz Lois Loretta Lori Louise Lucia
    Lucy Luisa Lynn Lyudmila Madeleine Magdalena Maia Maja Malala Manuela Marcia Margaret Margarita Margarete Maria Marian Marianne
    Marie Marija Marilyn Marina Marine Marjorie Marta Martha Martina Mary Maryam Mateja Maureen Megan Melania Melanie Melissa
    Meryl Mette Mia Michaela Michelle Mildred Mina Mira Miriam Molly Monica Monique Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nicola
    Nicole Nikki Nina Nora Norma Olena Olga Olivia Oksana Paige Pamela Patricia Patty Paula Pauline Peggy Penelope Phyllis Polina
    Priti Rachel Raisa Rania Rebecca Regina Renee Rhonda Rita Roberta Rosa Rosalind Rose Rosemary Roxana Ruth Sabine Sally Samantha Sandra Sanna Sara Sarah
    Sharon Sheila Sheryl Shirley Silvia Simone Sofia Sonia Sonya Sophia Sophie Stacy Stephanie Sue Susan Susana Susanne Suzanne
    Svetlana Sviatlana Sylvia Tamara Tammy Tanya Tara Tatiana Tatyana Teresa Tess Theresa Tiffany Tina Tracy Tulsi Ursula Valentina Valerie
    Vanessa Vera Veronica Victoria Viktoria Viola Violeta Virginia Vivian Wanda Wendy Whitney Yelena Yulia Yvette Yvonne Zoe Zoya Zuzana""".split()
)

NOT_NAMES: Final = frozenset(
    """the a an and but or nor so yet for if when while after before since because although though as at by in on of to from
    with without under over about against among between during through until upon within into he she it they we i you his
    her its their our my your this that these those there here who whom whose which what where why how not no yes both
    each every either neither all some any many most few several one two three four five six seven eight nine ten last next
    first second earlier later today yesterday tomorrow now then also still just even only however meanwhile moreover
    furthermore instead asked according speaking citing despite like unlike monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december more other another such new
    is are was were be been has have had do does did will would could should may might must can let once whether perhaps
    maybe indeed thus hence again please thank thanks sorry well ok okay oh mr mrs ms dr photo image read related advertisement
    updated breaking watch follow""".split()
)
"""Words that open a sentence with a capital and are no part of a name."""

ORGANISATION_WORDS: Final = frozenset(
    """ministry department council commission union party post times news journal agency committee court house government
    university association group institute bank office press magazine campaign organization organisation nations embassy
    kremlin pentagon senate congress federation company corporation corp inc ltd fund foundation center centre league
    alliance coalition parliament assembly bureau authority police army force forces navy guard network television tv radio
    tribune herald guardian telegraph reuters cnn bbc nato eu un who imf opec street airlines airport hospital school college
    church club team service services board administration society secretariat mission delegation treasury reserve act bill
    island islands city county state province river sea ocean north south east west square airport""".split()
)
