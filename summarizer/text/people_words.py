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
    """Aaron Abdel Abdelaziz Abdelfattah Abdirahman Abdul Abdullah Abel Abraham Abu Achim Adam Adil Adnan Adolfo Adrian Agustin
    Ahmad Ahmed Ahmet Aidan Akbar Akhmed Akihito Akira Akshay Alain Alan Alassane Alastair Albert Alberto Aldo Alec Alejandro
    Alejo Aleksandr Alessandro Alessio Alex Alexandar Alexander Alexandre Alexandros Alexandru Alexei Alexis Alfonso Alfred
    Alfredo Ali Alistair Allan Allen Alonso Alvaro Alvin Amadou Amal Aman Amir Amit Amos Anand Anatoly Anders Andre Andreas
    Andrei Andrej Andres Andrew Andrey Andriy Andrus Andrzej András Andy Angel Angelo Anil Antal Ante Anthony Antoine Anton
    Antonio Antonis Antony Antti António Anwar Apostolos Aram Ariel Arjun Arkady Arlen Armand Armando Armen Arnaud Arnold Aron
    Arsen Arsene Arseniy Artem Artemio Arthur Artis Artur Arturo Arun Asad Ashraf Asif Asim Atal Augusto Auma Austin Avery Avi
    Avigdor Axel Ayman Ayoub Aziz Babak Balazs Baldev Barack Barry Bart Bartholomew Baruch Bashar Bassam Bassem Ben Benedict
    Benito Benjamin Benny Bernard Bernardo Bernie Bert Bertie Bertrand Bilal Bill Billy Björn Blaine Blair Blaise Blake Bob
    Bobbie Bobby Bogdan Boris Boyd Brad Bradley Brandon Brendan Brenden Brennan Brent Brett Brian Broderick Bronislaw Bruce
    Bruno Bryan Bryant Bryce Buddy Burhan Burt Byron Caleb Calvin Cameron Carey Carl Carlos Carmine Carsten Carter Casey Casper
    Cecil Cedric Cesar Chad Chaim Chandler Charles Charlie Chauncey Chester Chris Christian Christopher Chuck Clarence Clark
    Claude Clifford Clint Clive Clyde Colby Colin Connor Conor Conrad Constantin Constantine Constantinos Corey Cornelius Cory
    Cosmin Costas Craig Cristian Cristiano Cristobal Curtis Cyril Cyrus Dainis Dakota Dale Damian Damien Damon Dan Daniel Danilo
    Danny Dante Dario Darius Darrel Darrell Darren Darryl Daryl Dave David Davide Davit Davor Dawid Dawood Dean Deepak Demetrius
    Dennis Denny Denys Deon Derek Derrick Desmond Devin Devon Dick Didier Diego Dieter Dietmar Dimitri Dinesh Dino Dirk Djibril
    Dmitri Dmitry Dmytro Domenico Dominic Dominik Dominique Don Donald Donato Donnie Donny Doug Douglas Doyle Drew Duncan Dustin
    Dwight Dylan Eamon Earnest Ed Eddie Edgar Edmond Edmund Edmundo Eduardo Edward Edwin Efraim Efrain Egor Ehud Eitan Elbert
    Eldar Eli Elias Elijah Eliot Elliot Elliott Ellis Elmer Elon Elton Elvin Emil Emiliano Emilio Emir Emmanuel Emmett Emre Enda
    Enric Enrique Enzo Erdem Erhard Eric Erich Erick Erik Ernest Ernesto Ernst Errol Esteban Ethan Ettore Eugene Evan Evangelos
    Evarist Everett Evgeny Ezra Fabian Fabien Fabio Fabrice Fadi Fahad Faisal Farid Farouk Fatih Fatos Faustin Fayez Federico
    Felipe Felix Feodor Ferdinand Ferenc Fernando Fidel Filip Filippo Finn Flavio Florian Floyd Francesco Francis Francisco
    Francois Frank Frankie Franz François Fred Frederick Fredrik Friedrich Fritz Fyodor Gabor Gabriel Gaetano Galen Garrett
    Garry Gary Gaspard Gaston Gavin Gavriil Geert Gene Gennady Geoffrey Georg George Georges Georgios Georgy Gerald Geraldo
    Gerard Gerardo Gerhard Germain Gert Ghassan Gianni Gideon Gil Gilbert Gilles Gino Giorgio Giovanni Giulio Giuseppe Gleb
    Glenn Godfrey Gonzalo Goran Gordon Graham Grant Greg Gregory Grigory Guido Guillaume Guillermo Gunnar Gunter Gunther
    Gurbanguly Gus Gustav Gustavo Guy Günter Haim Hakan Hakeem Hakim Hal Hamid Hamza Hank Hannes Hannibal Hans Hari Haris Harold
    Harry Haruhiko Harvey Hashem Hashim Hassan Haydar Hayden Hector Heiko Hein Heinrich Heinz Helmut Hendrik Henri Henrik
    Henrique Henry Herb Herbert Herbie Heriberto Herman Hermann Hernan Hiroshi Horacio Horst Hosni Howard Htin Hubert Hugh Hugo
    Hugues Humberto Humphrey Husam Hussein Iain Ian Ibrahim Ibrahima Idris Igal Ignacio Igor Ihor Ildefonso Ilham Ilias Ilya
    Imad Iman Immanuel Imran Irakli Irving Irwin Isaac Isaiah Isidro Ismail Ismet Issa Istvan Ivan Ivica Ivor Jabari Jack Jackie
    Jacob Jacques Jaime Jairo Jake Jakob Jakub Jalal Jamal James Jamie Jamil Jan Jan-Werner Janez Janis Janos Janusz Jared
    Jaroslav Jaroslaw Jason Jasper Javad Javed Javier Jay Jayson Jean Jeb Jed Jedediah Jeff Jeffery Jeffrey Jens Jeremiah Jeremy
    Jermaine Jerome Jerry Jerzy Jess Jesse Jesus Jim Jimmy Jiri Jo Joachim Joakim Joao Joaquin Jochen Jodie Jody Joe Joel Joern
    Johan Johannes John Johnathan Johnnie Johnny Jon Jonah Jonas Jonathan Joost Jordan Jordi Jorge Joris Joschka Jose Josef
    Josep Joseph Josh Joshua Josip José Jovan João Juan Judah Judd Jude Jules Julian Julien Julio Julius Jurgen Juri Jussi
    Justin Jyrki Jürgen Kai Kamal Karel Karim Karl Karlis Karsten Karzan Kasim Kaspar Kaspars Kay Kazimierz Keiji Keir Keith
    Kelvin Kemal Ken Kendrick Kenji Kenneth Kermit Kerry Kevin Keyvan Khaled Khalid Khalil Kieran Kim Kiril Kirill Kirk Kit
    Klaus Knut Kofi Konrad Konstantin Kostas Kris Kristian Kristjan Kristof Krzysztof Kurt Kwame Kyle Kyriakos Ladislav Lajos
    Lamar Lambert Lanny Larry Lars Lars-Erik Laszlo Laurent Lauri Lawrence Lawson Lazaro Leandro Lech Lee Leif Leigh Leighton
    Leland Len Lennart Lenny Leo Leon Leonard Leonid Leopold Leopoldo Leroy Les Leslie Lester Levi Levon Lewis Liam Linus Lionel
    Lloyd Lorenzo Lothar Lou Louis Lubomir Luc Luca Lucas Luciano Lucien Ludovic Ludwig Luigi Luis Luiz Luka Lukas Lukasz Luke
    Luther Luís Lyndon Lynn Lynton Maarten Maciej Mack Mads Magnus Mahathir Mahdi Maher Mahinda Mahmoud Majid Makoto Malcolm
    Malik Mamadou Manfred Manmohan Manny Manoj Mansour Manu Manuel Marat Marc Marcel Marcelo Marcin Marco Marcus Marek Marian
    Mariano Mario Marion Marius Mark Marko Markus Marlin Marlon Marlow Marshall Martin Marty Marvin Marwan Mason Massimo Massoud
    Mateo Mateusz Mathew Mathias Mathieu Matt Matteo Matthew Matthias Matti Mattias Maurice Mauricio Maurizio Mauro Max Maxim
    Maximilian Maxwell Maynard Mehdi Mehmet Melvin Merle Merrick Merrill Micah Michael Michal Michel Mick Mickaël Mickey Miguel
    Mihai Mihail Mika Mikael Mikayel Mike Mikhail Mikheil Miklos Miko Milan Mile Millard Milo Milorad Milos Milton Mircea
    Miroslav Mitch Mitchell Mitt Mohamad Mohamed Mohammad Mohammadu Mohammed Mohamud Mohan Moise Moises Monte Monty Mordecai
    Mordechai Morgan Morris Mort Moses Moshe Mostafa Muammar Muhammad Muhammadu Muhammed Mukesh Mukhtar Munir Murad Murat Murray
    Mustafa Mykhailo Mykola Myles Myron Nabil Naftali Naguib Naim Najib Nando Narayan Narendra Naresh Nasser Nate Nathan
    Nathaniel Naveed Nawaz Nayef Nayib Neal Ned Neil Nelson Nestor Neville Newt Nicholas Nick Nicolae Nicolas Nicolás Niels
    Nigel Nikita Niklas Nikola Nikolai Nikolaus Nikolay Nikos Nils Nizar Noa Noah Noor Norbert Norman Nour Nouri Nuno Nursultan
    Obed Octavio Olaf Olav Oleg Oleksandr Oliver Olivier Olli Olusegun Omar Omer Oren Orrin Orville Osama Oscar Oskar Osman Osvaldo
    Oswald Otis Otto Ousmane Owen Ozzie Pablo Panos Paolo Pascal Pasquale Pat Patrice Patricio Patrick Patrik Paul Paulius Paulo
    Pavel Pavlo Pawel Payton Pearse Pedro Pekka Percival Percy Perry Petar Pete Peter Peteris Petr Petras Petri Petro Petros
    Phil Philip Phillip Pier Pierre Pieter Pietro Piotr Placido Porfirio Prakash Prasad Pål Qasem Quentin Quincy Quinn Quintin
    Rachid Radek Radoslaw Radovan Rafael Rafik Rafiq Rahim Rahm Rahul Raimo Raimonds Rainer Raj Rajan Rajesh Rajiv Rajnath
    Rakesh Ralph Ramesh Rami Ramin Ramiro Ramon Ramzan Rand Randall Randy Ranil Raoul Rashad Rasheed Rashid Rasmus Ratko Raul
    Ravi Ray Raymond Raymundo Recep Reese Reggie Reginald Rehman Reid Reince Reinhard Reinhold Remi Renato Renaud Rene René
    Reuben Reuven Reza Rhett Rhys Riad Ricardo Riccardo Richard Richie Rick Ricky Riek Rigoberto Riley Rinat Rishi Rob Robbie
    Robby Robert Roberto Roberts Robin Rocco Roderick Rodney Rodolfo Rodrick Rodrigo Rogelio Roger Rohit Roland Rolando Rolf
    Rollie Romain Roman Romano Romeo Romulo Ron Ronald Ronen Ronnie Ronny Rory Roscoe Ross Rostislav Rouhollah Rowan Roy Ruben
    Rubén Rudi Rudolf Rudolph Rudy Rufus Ruhollah Rui Rupert Ruslan Russell Rustam Rutger Ryan Saad Saddam Sadio Sadiq Saeb
    Saeed Sahib Said Saif Sajid Sakari Salah Saleem Saleh Salim Salman Salva Salvador Sam Sameh Sami Samir Samuel Sandor Sandro
    Sandy Sanjay Santiago Sargis Sasha Satoshi Saul Sauli Saulius Saverio Sayed Sayyid Schuyler Scott Sead Sean Sebastian
    Selahattin Selim Serdar Serge Sergei Sergejs Sergey Sergio Serhiy Serj Servando Seth Seyed Seymour Shahid Shakir Shamil
    Shane Sharif Shaun Shavkat Shawn Shay Sheldon Shelton Sherman Sherrod Sherwin Shigeru Shimon Shinzo Shlomo Shmuel Sid
    Siddharth Sidney Sigmar Siim Silvan Silvestre Silvio Simeon Simo Simon Slobodan Smail Solomon Sonny Spencer Spiro Stanislav
    Stanislaw Stanley Stavros Stefan Steffen Stelios Stephan Stephane Stephen Stevan Steve Steven Stevie Stewart Stipe Stuart
    Subhash Subrahmanyam Sudhir Suleiman Sunil Suresh Surin Sushil Sven Syed Sylvain Sylvester Szymon Süleyman Taavi Tad Tadeusz
    Taha Talal Taleb Tamas Tamer Tamim Tarek Tariq Tarmo Taro Tate Tatsuo Taylan Taylor Tayyip Ted Teddy Tedros Teemu Teo Teodor
    Teodoro Terence Terrance Terrell Terrence Terry Thabo Thad Thaddeus Thane Thanos Theo Theodore Theodoros Thiago Thierry Thom
    Thomas Thor Thorbjørn Thorsten Thurgood Tiago Tibor Tigran Tim Timo Timothy Timur Tito Toby Todd Tom Toma Tomas Tomasz
    Tomislav Tommy Tomás Toni Tony Torsten Travis Tremaine Trent Trevor Trey Trond Troy Tsakhia Tuomas Turki Tuvia Ty Tyler
    Tyrone Tyson Tzachi Uhuru Ulises Ulrich Ulysses Umar Umberto Uri Usman Uwe Vaclav Vadim Valdis Valentin Valerio Valeriy
    Valery Vance Vangelis Vanja Varoujan Vasil Vasile Vasily Vasyl Vern Vernon Vicente Victor Victorino Vidar Vijay Vikram
    Viktor Viktors Vilmos Vince Vincent Vinod Virgil Virgilio Vitali Vitaly Vito Vitor Vittorio Vivek Vlad Vladimir Vladimír
    Vladislav Vojislav Volkan Volker Volodymyr Vuk Vyacheslav Waldemar Waleed Walid Wallace Wally Walt Walter Warren Wasim Wayne
    Werner Wes Wesley Wilbur Wilfred Wilfredo Wilhelm Willard Willem William Willie Willy Wilmer Wilson Wim Winfried Winston
    Witold Wladyslaw Wojciech Wolfgang Wolodymyr Woodrow Woody Wyatt Xavier Xi Yaakov Yahia Yahya Yair Yakov Yanis Yannick
    Yannis Yaroslav Yaser Yasir Yasser Yasuo Yehuda Yevgeny Yigal Yinka Yitzchak Yitzhak Yoav Yoel Yohannes Yong Yoram York
    Yoshi Yoshihide Yossi Younis Yousaf Yousef Youssef Yukio Yuri Yuriy Yusuf Yves Yvon Zac Zach Zachary Zack Zafar Zaid Zakaria
    Zalmay Zane Zbigniew Zdenek Zeev Zeljko Zell Zenon Ziad Zine Zoltan Zoran Zurab""".split()
)
FEMALE_NAMES: Final = frozenset(
    """Abbie Abby Abigail Ada Adela Adele Adelina Adriana Adrienne Agata Agatha Agnes Agnieszka Aicha Aileen Aimee Ainhoa Ainsley
    Aisha Aissata Alejandra Aleksandra Alena Alessandra Alex Alexa Alexandra Alexandria Alexia Alexis Alice Alicia Alina Aline
    Alison Allison Allyson Alma Althea Alva Alyssa Amal Aman Amanda Amelia Amina Aminata Amira Amna Amy Ana Anabel Anastasia
    Anastasiya Anca Andrea Andreea Andrée Anette Angel Angela Angelica Angelika Angelina Angelique Angie Aniko Anita Anja Anjali
    Anke Ann Ann-Marie Anna Annabel Annabelle Annalena Anne Anneliese Annemarie Annette Annie Annika Anouk Antje Antoinette
    Antonia Aparna April Arancha Ariana Ariane Arianna Ariel Ariela Arlene Asha Ashley Ashton Asma Asmaa Astrid Audrey Auma
    Aung-San Aurore Ava Avery Avis Avril Ayaan Ayelet Ayesha Aylin Ayşe Azadeh Azucena Barbara Barbra Bea Beata Beatrice Becky
    Belinda Bella Benazir Berit Bernadette Bernice Berta Bertha Beryl Bessie Beth Bethany Betsy Bettina Betty Beverly Bianca
    Birgit Birgitta Blair Blanca Blanche Bobbie Bonnie Brandi Brandy Breanna Bree Brenda Brianna Brianne Bridget Brigid Brigitte
    Britney Britta Brittany Bronwen Bryn Caitlin Caitlyn Callie Camilla Camille Candace Candice Cara Carey Carina Carissa Carla
    Carlotta Carly Carmel Carmela Carmen Carol Caroline Carolyn Carolyne Carrie Casandra Casey Cassandra Cassie Catalina
    Catarina Cate Caterina Catherine Cathie Cathleen Cathy Catriona Cecile Cecilia Cecily Celeste Celia Celine Chanda Chandra
    Chantal Charlene Charlotte Charmaine Chelsea Chelsey Cherie Cherise Cherry Cheryl Chloe Christa Christabel Christel Christi
    Christiane Christina Christine Christy Chrystia Ciara Cindy Claire Clara Clarice Clarissa Claudette Claudia Claudine
    Clementine Colette Colleen Condoleezza Connie Constance Consuelo Corazon Coretta Corina Corinne Cornelia Courtney Cristina
    Crystal Cynthia Dagmar Dahlia Dakota Dalia Damaris Dana Dania Daniela Daniella Danielle Danuta Daphne Daria Darla Darlene
    Darya Dawn Dayana Deanna Debbie Debora Deborah Debra Dee Deirdre Delcy Delia Delilah Della Delores Deloris Demi Denisa
    Denise Desiree Devi Devon Diah Diana Diane Dianne Dilma Dina Dinah Dolores Dominika Dominique Donna Dora Doreen Dori Doris
    Dorit Dorota Dorothea Dorothy Dottie Dulce Eda Edie Edith Edna Edwina Effie Eileen Ekaterina Ekaterini Elaine Elana Eleanor
    Eleanora Elen Elena Eleni Eleonora Elfriede Eliana Elif Elina Elisa Elisabeth Elisabetta Elise Elissa Eliza Elizabeth Elke
    Ella Ellen Ellie Elma Eloise Elsa Elsie Elvira Elzbieta Emanuela Emilia Emilie Emily Emine Emma Emmanuelle Enid Erica Erika
    Erin Erna Ernestine Esmeralda Esperanza Esra Estela Estelle Esthela Esther Ethel Eugenia Eugenie Eunice Eva Eva-Maria
    Evangelina Evangeline Eve Evelyn Evgenia Ewa Fabiana Fanny Fatema Fatima Fatma Fatou Fawzia Fay Faye Federica Felicia
    Felicity Fern Fernanda Fiona Flavia Fleur Flor Flora Florence Florencia Floriane Fran Frances Francesca Francine Francoise
    Frankie Franziska Françoise Freda Frederica Freya Frida Frieda Gabi Gabriela Gabriele Gabriella Gabrielle Gail Galina Galit
    Gayle Geertje Gemma Genevieve Georgette Georgia Georgina Geraldine Gerda Germaine Gertrude Ghada Gilda Gillian Gina Ginny
    Giorgia Giovanna Gisela Gisele Giselle Gita Gladys Glenda Glenna Glenys Gloria Golda Grace Gracia Gracie Graciela Greta
    Gretchen Gretel Griselda Guadalupe Gudrun Gulnara Gwen Gwendolyn Gwyneth Hadiza Hala Haley Hana Hanan Hanna Hannah Hannelore
    Harriet Hattie Hayley Hazel Heather Hedwig Hedy Heidemarie Heidi Heike Helen Helena Helene Helga Heloise Henrietta Henriette
    Hermione Hila Hilary Hilda Hilde Hildegard Hillary Hinako Hiroko Hoda Holly Hortensia Huma Hye Ibtissam Ida Idil Ikram Ilana
    Ilaria Ileana Ilona Ilse Ilze Iman Imelda Imogen Ina Indira Ines Inga Inge Inger Ingrid Inna Ioana Iratxe Irena Irene Irina
    Irma Iryna Isabel Isabella Isabelle Isadora Isobel Itziar Ivana Ivanka Ivanna Ivette Iwona Izabela Jacinda Jacinta Jackeline
    Jackie Jacklyn Jaclyn Jacqueline Jacquelyn Jada Jaime Jamie Jamila Jana Jane Janelle Janet Janette Janice Janie Janine Janna
    Jasmin Jasmine Jayne Jean Jean-Marie Jeanette Jeanie Jeanine Jeanne Jeannette Jelena Jemima Jen Jena Jenna Jennifer Jenny
    Jeri Jess Jessica Jessie Jihan Jill Jitka Jo Joan Joann Joanna Joanne Jocelyn Jodi Jodie Jody Johanna Johnetta Jolene Jolie
    Jordan Josefa Josefina Josephine Josette Josie Jovana Joyce Juana Judi Judith Judy Julia Juliana Julianne Julie Juliet
    Julieta Juliette June Justina Justine Justyna Kaitlin Kaitlyn Kaja Kamala Kamila Kara Karen Karima Karin Karina Karine Karla
    Karolina Karoline Kasia Kassie Katarina Kate Katerina Katherine Kathi Kathleen Kathrin Kathryn Kathy Kati Katia Katie Katja
    Katrina Katya Kay Kaya Kayla Kayleigh Keiko Keisha Kelley Kellie Kelly Kellyanne Kendra Kerry Kerry-Ann Kerstin Keyla
    Khadija Kiara Kim Kimberly Kira Kirsten Kirsti Kirstie Kit Klara Klaudia Konstantina Kori Kris Krista Kristalina Kristen
    Kristi Kristie Kristin Kristina Kristine Kristy Krystal Kyla Kylie Lacey Laila Lana Lara Larisa Larissa Latifa Latoya Laura
    Lauren Laurence Laurie Lavinia Lea Leah Leanne Leena Leigh Leila Leilani Lena Lenore Leona Leonie Leonor Leontyne Leslie
    Leticia Letitia Lexi Leyla Lia Liana Libby Lidia Lila Lilah Lili Lilia Liliana Lillian Lina Linda Lindsay Lindsey Lindsy
    Liora Lisa Lisbeth Lise Lisette Liudmila Livia Liz Liza Lizzie Lois Lola Lora Loraine Lorena Loreta Loretta Lori Lorna
    Lorraine Lottie Lou Louisa Louise Lourdes Lucia Lucie Lucila Lucile Lucille Lucinda Lucy Ludmila Ludmilla Ludmyla Luisa
    Luisella Lupe Lupita Lydia Lynda Lyndsey Lynette Lynn Lynne Lyra Lyudmila Mabel Macarena Mackenzie Maddie Madeleine Madeline
    Madelyn Madge Mae Magali Magaly Magda Magdalena Maggie Mahnaz Maia Maisie Maja Malala Malgorzata Malia Malin Malkia Mallory
    Mamie Mandy Manju Manon Manuela Mara Marcela Marcella Marcelle Marcia Margaret Margarete Margarethe Margarita Margaux Margit
    Margo Margot Margrethe Marguerite Maria Mariah Mariam Marian Mariana Mariann Marianne Maribel Maricela Marie Mariel Mariella
    Marielle Marietta Marija Mariko Marilou Marilyn Marilyne Marin Marina Marine Mariola Marion Maris Marisa Marisol Marissa
    Maritza Mariya Marjorie Marla Marlena Marlene Marlies Marsha Marta Martha Martina Martine Mary Maryam Maryann Maryanne
    Mateja Mathilde Matilda Maud Maude Maura Maureen Mavis Maxine Maya Mayra Mayumi Meera Meg Megan Meghan Megyn Mei Meike
    Melania Melanie Melinda Melissa Meredith Merle Meryl Mette Mia Michaela Michele Micheline Michelle Michiko Milagros Mildred
    Milena Millicent Millie Mimi Mina Mindy Minerva Minna Minnie Mira Miranda Mireille Mirela Miriam Mirjam Mitzi Moira Mollie
    Molly Mona Monica Monique Morgan Morgana Moriah Muriel Myra Myriam Myrna Myrtle Nabila Nada Nadezhda Nadia Nadine Nadja
    Nahid Najat Najla Naledi Nan Nancie Nancy Nanette Naoko Naomi Narges Nasrin Nastassia Natacha Natalia Natalie Nataliia
    Nataliya Natalya Natasha Nathalie Neelie Neera Nell Nellie Nelly Nerissa Nettie Neva Nia Nicki Nicola Nicole Nicolette Nidia
    Nika Niki Nikita Nikki Nikole Nilda Nimra Nina Nita Noa Noelia Noelle Noemi Nola Nona Noor Nora Noreen Norma Nour Noémie
    Nuria Nyla Oana Octavia Odessa Odette Odile Ofelia Oksana Olena Olesya Olga Olha Olivia Olympia Omarosa Ona Oona Ophelia
    Oprah Orla Orna Ornella Ottilie Paige Palmira Paloma Pamela Pamella Paola Parisa Parvin Pascale Pat Patricia Patsy Patti
    Patty Paula Paulette Paulina Pauline Peggy Penelope Perla Pernille Petra Phoebe Phyllis Pia Pilar Polina Polly Portia
    Pranati Pratibha Preeti Priscilla Priti Priya Priyanka Quiana Quinn Rabia Rachael Rachel Rachida Radhika Raffaella Rahaf
    Rahma Raina Raisa Ramona Randi Rani Rania Raquel Rashida Razan Reba Rebecca Reem Reena Reese Regina Regine Reina Rena Renata
    Renate Rene Renea Renee Renita Reyna Rhea Rhiannon Rhona Rhonda Ria Ricarda Rihanna Riikka Riley Rima Risa Rita Rivka Robbie
    Robbyn Roberta Robin Rochelle Rocio Roma Romina Rona Ronda Roni Ronna Rosa Rosalia Rosalie Rosalind Rosalyn Rosamund Rosanna
    Rosanne Rosario Rose Roseann Roseanne Rosemarie Rosemary Rosetta Rosie Roslyn Roula Rowan Rowena Roxana Roxane Roxanna
    Roxanne Roza Ruby Rukmini Rula Ruth Ruthie Ryoko Sabina Sabine Sabrina Sadia Sadie Safia Sahar Saida Sakiko Sally Salma
    Salome Samantha Samia Samira Sana Sandie Sandra Sandy Sania Sanna Saoirse Sara Sarah Sasha Saskia Scarlett Selena Selina
    Selma Senada Serena Shabana Shahira Shakira Shalini Shami Shana Shanika Shanna Shannon Shanta Shari Sharon Sharron Sharyl
    Shauna Shawna Shayla Sheena Sheila Shelby Shelley Shelly Sheree Shereen Sheri Sherri Sherry Sheryl Shilpa Shira Shireen
    Shirin Shirley Shobha Shona Shoshana Shula Sian Sibylle Sidonie Sigourney Sigrid Silke Silva Silvana Silvia Simona Simone
    Sinead Siobhan Sirimavo Siv Snezana Sofia Sofie Solange Soledad Solveig Sonia Sonya Sophia Sophie Soraya Stacey Stacie Stacy
    Stef Stefania Stefanie Steffi Stella Stephanie Suad Sue Suellen Suha Sujata Suki Sumaya Sunita Suraya Susan Susana Susanna
    Susanne Sushma Susi Susie Suzan Suzanne Suzette Svenja Svetlana Sviatlana Svitlana Sybil Sydne Sydney Sylvia Sylvie Symone
    Synnove Tabitha Tali Talia Talya Tamara Tami Tamika Tammy Tamsin Tania Tanja Tanya Tara Taraneh Taryn Tasha Tatiana Tatjana
    Tatyana Tawakkol Tayla Taylor Teodora Tere Teresa Teri Terri Terry Tess Thea Thelma Theodora Theresa Therese Thuy Thérèse
    Tia Tiffany Tilda Tina Tina-Marie Tomoko Toni Tonya Tora Tori Tove Tracey Traci Tracy Tricia Trina Trine Trish Trisha Trixie
    Trudie Trudy Tulsi Tzipi Ulla Ulrika Ulrike Uma Una Ursula Urszula Ute Vaira Vaishali Valarie Valentina Valeria Valerie
    Valeriya Valérie Vanessa Vanja Varvara Velma Vena Vera Verna Veronica Verónica Vesna Vicki Vickie Vicky Victoria Viera
    Vigdis Vikki Viktoria Vilma Viola Violeta Viorica Virginia Virginie Vita Vivian Viviana Vivien Vivienne Vjosa Wafa Waltraud
    Wanda Wangari Wendy Weronika Whitney Wilhelmina Wilma Winifred Winnie Winona Wislawa Xenia Xiomara Yael Yanina Yara Yasmeen
    Yasmin Yasmine Yekaterina Yelena Yesenia Yevgenia Yingluck Yoko Yolanda Yolande Yoshiko Ypi Ysabel Yukiko Yuko Yulia
    Yulianna Yuliya Yuriko Yvette Yvonna Yvonne Zahra Zainab Zara Zeinab Zelda Zelma Zeynep Zhanna Zita Zoe Zofia Zohra Zora
    Zoya Zsuzsanna Zulema Zuzana Zuzanna""".split()
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
