"""The demo: a small press of invented countries on loopback, and a terminal chat with the real bot.

articles/  what the outlets publish (TOML, written for this project; the countries and people don't exist)
pages/     how their sites look: navigation, credits, calls to subscribe, everything a reader must get past
press.py   articles as values, and as pages, feeds and lists
site.py    a web server on loopback that publishes them one after another
stage.py   starts everything: site, Bot API server, the real `attache run`
guard.py   ends it all when the demo is killed or its terminal closed
chat.py    the terminal side of a chat      render.py  a message as a terminal shows it
script.py  the conversation that is played when nobody sits at the terminal
"""
