"""Kinds of lines that stand around an article and are no part of it, by the words they are made of.

Knows the phrases of the languages we read, and nothing of pages. Every kind says where it may be believed: a line that
begins "Photo:" is a credit anywhere; "Mira Tolen is a reporter in Karsk" only at the end.
"""

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


END: Final = r"\s*[:：.!…»>→|-]*\s*$"

# --- credits of pictures -----------------------------------------------------------------------------------------------
CREDIT: Final = _any(
    r"^[\W_]*(?:cover\s+|file\s+|featured?\s+|lead\s+|main\s+|header\s+)?(?:photos?|photograph|picture|image|illustration|graphic|video|screenshot|foto|fotos|fotografía|imagen|"
    r"imagem|crédit|crédits|crédito|bild|bilder|grafik|abbildung|zdjęcie|fot|фото|фотография|фотографія|изображение|иллюстрация|світлина|ілюстрація|видео|відео|"
    r"коллаж|скриншот|صورة|الصورة|تصوير|写真|画像|图片|图|图源|照片|사진|fotoğraf|görsel)s?(?:\s+(?:by|credit|courtesy|source|via|from|de|von|di|do|da|автора|редакции))?\s*[:：©(/|]",
    r"^[\W_]*(?:photo|image|picture|bild|foto|video)s?[ -]?(?:credits?|courtesy|source|caption|quelle|nachweis|rechte|by)\b",
    r"^[\W_]*(?:crédits?\s+photo|photo\s+d['’]illustration|photo\s+(?:par|by)\s|foto\s+(?:de|di|von|vía)\s+\S+\s*/)",
    r"\b(?:infografik|infographic|infographie|infografía|инфографика)[\W_]*$",
    r"\b\d{1,2}:\d{2}\s*(?:min|мин|хв)\.?[\W_]*$",
    r"^[\W_]*(?:©|\(c\)\s|copyright\b)",
    r"(?:\s/|/\s|\||\bvia|[.!?]\s*\()\s*(?:getty(?:\s+images)?|shutterstock|afp|epa(?:-efe)?|ap(?:\s+photo)?|reuters|picture alliance|imago|dpa|tass|alamy|istock|unsplash|"
    r"тасс|риа новости|унiан|уніан)\s*(?:/\s*[^/]{1,40})?[)\]|.]*$",
)

CREDIT_AT_END: Final = _any(
    r"[(\[]\s*(?:photo|image|picture|credit|foto|bild|фото|crédits?(?:\s+photo)?|imagen|video|illustration|graphic|graphics|map|karte)\s*(?:credits?|by|courtesy(?: of)?|via|:|/|\|)[^()\[\]]*[)\]][\s|.]*$",
    r"\s(?:photo|image|picture|foto|bild|фото|crédit photo)\s*(?:credit)?\s*[:/]\s*[^.!?]{2,60}$",
)
"""A caption that closes with whose picture it is."""

# --- authors, agencies, editors ----------------------------------------------------------------------------------------
AUTHOR: Final = _any(
    r"^[\W_]*(?:original\s+)?(?:author|authors|writer|editor|reporter|correspondent|автор|авторы|автори|редактор|журналист|корреспондент|autor|autora|autores|auteur|autore|"
    r"verfasser|redaktion|redacción|redaktor|yazar|muhabir|الكاتب|المؤلف|作者|编辑|責任編集|记者|기자)\s*[:：|]",
    r"^[\W_]*(?:\()?(?:additional\s+|further\s+)?(?:reporting|writing|editing|compiled|edited|written|translated|translation|text)(?:\s+and\s+\w+)?\s+by\b.{0,250}$",
    r"^[\W_]*(?:with (?:files|reports?|reporting|agency (?:reports|inputs)|additional reporting|material|information|contributions?|inputs?) (?:from|by)\b|(?:with\s+)?inputs? from (?:agencies|ap|reuters|afp|pti)|"
    r"mit (?:agenturmaterial|material (?:der|von)|informationen (?:der|von)|agenturen)|avec (?:afp|agences|l['’]afp|reuters)|con (?:información|informazioni|datos) d[ei]|"
    r"com (?:informações|agências)|по материалам|с использованием материалов|за матеріалами|источник|джерело|bron|quelle|source|fuente|fonte|źródło|kaynak|المصدر|来源|出典)\b\s*[:：]?.{0,90}$",
    r"\b(?:contributed (?:to (?:this|the|our) (?:report|article|story|piece|coverage|dispatch)|reporting|from)|contribut\w+ reporting)\b.{0,60}$",
    r"^[\W_]*(?:责任编辑|责编|编辑|校对|记者|来源|文|撮影|取材|編集)\s*[:：/／丨|]",
    r"^[\W_]*(?:edited|published|written|reported|posted) by\s*:",
    r"\b(?:has not been edited|auto-?generated from|published from a syndicated|syndicated feed|not been created or edited)\b",
    r"^[\W_]*(?:disclaimer|haftungsausschluss|avertissement|descargo)\s*[:：].{0,300}$",
    r"^[\W_]*(?:sobre la firma|archivado en|dieser artikel ist teil|cet article est extrait|normas|role|transcript)\W*$",
    r"^[\W_]*(?:read|view) (?:this article|this story|the original|original)\b.{0,80}$",
    r"^[\W_]*(?:this (?:article|story|report|piece) (?:was|is|has been|first|originally) .{0,30}(?:published|appeared|produced|translated|updated|syndicated|written|generated|adapted|republished))",
    r"^[\W_]*(?:диese|dieser (?:artikel|text|beitrag) (?:ist|erschien|wurde)|cet article (?:est|a été)|este (?:artículo|artigo) (?:fue|se|foi)|questo articolo (?:è|e')|статья (?:была|впервые))\b.{0,160}$",
)
AGENCIES: Final = (
    r"(?:afp|ap|reuters|dpa|efe|ansa|apa|sda|keystone|belga|anp|pap|ptı|pti|ani|ians|kna|epd|agerpres|tass|тасс|интерфакс|риа новости|укрінформ|уніан|унiан|xinhua|kyodo|yonhap|anadolu|"
    r"agences?|agencies|agencias|agenturen|agenzie|bloomberg|cnn)"
)
SIGNED: Final = _any(
    rf"^\(?(?:[\w .’'&-]{{0,40}}?\b)?{AGENCIES}(?:\s*(?:,|/|;|und|and|et|y|e|и|та|&)\s*[\w .]{{2,20}}){{0,4}}\)?[\W_]*$",
    r"^(?-i:[a-zäöü]{2,5}/[a-zäöü]{2,5}(?:/[a-zäöü]{2,5})?)(?:\s*\([^)]{2,60}\))?[\W_]*$",
    r"^[\w .’'&-]{2,40}\s(?:avec|with|mit|con|com|met|med)\s(?:l['’])?" + AGENCIES + r"[\w ,&/-]{0,40}$",
)
"""Agencies or an editor's letters, alone on a line: "(AFP)", "Gazette with Reuters", "kle/ar (dpa, afp)"."""
BYLINE: Final = re.compile(
    r"^(?:by|von|par|por|di|da|door|af|av|от)\s+(?:\w[\w.'’-]*,?\s+){0,6}?[A-ZА-ЯЁЄІЇҐ\w][\w.'’-]+(?:\s*[,|/–-].{0,80})?$",
    re.IGNORECASE,
)
DATELINE: Final = _any(
    r"^[\W_]*(?:updated|published|posted|last updated|first published|modified|issued|aktualisiert|veröffentlicht|stand|publié|mis à jour|modifié|publicado|actualizado|atualizado|"
    r"pubblicato|aggiornato|gepubliceerd|uppdaterad|publiceret|обновлено|опубликовано|оновлено|опубліковано|дата|publikacja|aktualizacja|opublikowano|güncelleme|yayınlanma|نشر|تاريخ النشر|آخر تحديث|公開|更新|发布时间|时间)\b.{0,70}$"
)

# --- calls to the reader -----------------------------------------------------------------------------------------------
CALL: Final = _any(
    r"(?:^|[.!:|–—-]\s+)(?:please\s+|you can\s+|don['’]t forget to\s+|click here to\s+|if you .{0,40},\s*)?(?:sign[ -]?up|subscribe|register)\b.{0,100}\b(?:newsletter|e-?mail|inbox|updates?|alerts?|briefing|today|here|now|free|channel|podcast)\b",
    r"^[\W_]*become (?:a|an) (?:member|subscriber|supporter|patron)\b|\bbecome (?:a|an) (?:paying |monthly )?(?:member|subscriber|supporter|patron) (?:today|now|to support|of our)\b|\bsupport (?:our|independent|quality|us|this) (?:journalism|work|reporting|media)\b|\bmake a (?:donation|contribution)\b|\bjoin our (?:community|channel|membership)\b",
    r"\b(?:suscríbete para|apúntate (?:aquí )?a|regístrate gratis|sigue toda la información|contenido exclusivo|solo para suscriptores|tu suscripción|añadir otro usuario|licenciar este contenido|réservé aux abonnés|réservé à nos abonnés|il vous reste \d+|"
    r"lire plus tard|écouter l['’]article|artikel anhören|jetzt (?:abonnieren|testen|registrieren|anmelden)|weiterlesen mit|mit .{1,20}-abo|nur für abonnenten|bereits abonnent|per gli abbonati|riservato agli abbonati|treść dostępna|dla subskrybentów)\b",
    r"ctrl\s*\+\s*enter|якщо ви (?:знайшли|помітили)|нашли опечатку|(?:больше|все|главные|самые|свежие|оперативн\w*|ще більше|більше)\s.{0,40}(?:новост|новин)\w*\s.{0,50}(?:telegram|телеграм|канал|whatsapp|viber|youtube|соцсет)",
    r"^[\W_]*(?:subscribe|sign up|join|follow|like|find|add|download|get|listen|watch|support|donate|contact)\b.{0,80}\b(?:us|our|we|newsletter|app|channel|telegram|whatsapp|facebook|"
    r"twitter|instagram|youtube|google news|linkedin|podcast|community|inbox)\b",
    r"\bfollow\b.{0,60}(?:\bon\s+(?:twitter|facebook|instagram|x|telegram|linkedin|threads|bluesky|mastodon)\b|@\w)",
    r"\bget (?:the |our |your )?.{0,50}\b(?:delivered|straight|right|directly)\b.{0,30}\b(?:inbox|letterbox|door|phone|you|in)\b",
    r"^[\W_]*get (?:the|our|your|all|more)\b.{0,120}\b(?:stories|newsletters?|headlines|breaking news|alerts|updates|news (?:in|to|from|app))\b",
    r"^[\W_]*(?:have (?:a|you got a) (?:tip|story|news|question|view|comment)|got a (?:tip|story|news)|do you have|tell us|let us know|share your|what do you think|get in touch|contact us|"
    r"send (?:us )?(?:your|tips)|reach (?:the|out|us)|write to us|questions\?|comments\?)\b.{0,200}$",
    r"^[\W_]*(?:click|tap|swipe|scroll)\s+(?:here|on|below|to|through|down)\b",
    r"^[\W_]*(?:for more|to read|to see|want more|looking for)\b.{0,80}\b(?:click|visit|check|see|follow|news page|newsletter|like this|subscribe|read)\b",
    r"^[\W_]*(?:check out|don['’]t miss|stay (?:up|informed|tuned|connected|with)|keep up|be the first|start your day|there['’]s plenty more|thank you for|thanks for reading)\b.{0,220}$",
    r"\b(?:subscription|subscriptions service|promo code|use the code|free trial|subscribers? only|for subscribers)\b.{0,200}(?:\d|free|trial|code|access|offer|subscribe)",
    r"^[\W_]*(?:advertisement|advert|sponsored|promoted|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama|реклама|إعلان|広告|广告|reklam|continue reading|story continues|"
    r"loading|skip (?:to|ad)|share|share this|print|save|comments?|leave a comment|no comments|view comments|e-?mail|copy link|tweet|whatsapp|facebook|twitter|telegram|listen|play|close|"
    r"поделиться|комментарии|комментировать|печать|распечатать|поділитися|teilen|drucken|kommentare?|merken|partager|commenter|commentaires?|imprimer|compartir|comentarios?|imprimir|"
    r"condividi|commenti|stampa|udostępnij|komentarze|paylaş|yorumlar?|مشاركة|شارك|تعليقات|シェア|分享|评论|공유)\W*\d*\W*$",
    r"^[\W_]*(?:подпи(?:сывайтесь|шитесь|ска)|читайте нас|следите за|присоединяйтесь|оставайтесь|скачай|установите|нашли ошибку|заметили ошибку|если вы (?:нашли|заметили)|сообщите|пишите нам|"
    r"підпи(?:суйтесь|шіться)|приєднуйтесь|читайте нас|стежте за|хочешь|хотите)\b.{0,260}$",
    r"(?:подпи(?:сывайтесь|шитесь)|підпи(?:суйтесь|шіться)).{0,60}(?:telegram|телеграм|канал|youtube|рассылк|новост|сторінк|facebook)",
    r"\b(?:newsletter|newsletters)\b.{0,120}\b(?:abonnieren|anmelden|bestellen|abonn\w+|inscri\w+|suscr\w+|recev\w+|recib\w+|assin\w+|iscri\w+|zapisz|here|hier|ici|aquí|qui)\b",
    r"\b(?:abonnieren|abonnez[ -]vous|inscrivez[ -]vous|suscr[ií]bete|suscríbase|regístrate|inscreva[ -]se|assine|iscriviti|seguici|síguenos|siga[ -]nos|suivez[ -]nous|rejoignez[ -]nous|folgen sie uns|"
    r"zapisz się|subskrybuj|obserwuj nas|abone ol\w*|takip edin|اشترك|تابعونا|تابعنا|انضم)\b.{0,200}$",
    r"^[\W_]*(?:hören sie|laden sie|lesen sie|sehen sie|jetzt|hier geht|mehr erfahren|weitere informationen|alle (?:news|nachrichten|infos)|immer informiert)\b.{0,120}(?:podcast|app|newsletter|hier|abo|plus|mehr|kostenlos|thema)\b",
    r"\b(?:terms of (?:use|service)|privacy policy|all rights reserved|cookie (?:policy|settings)|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos|"
    r"все права защищены|усі права захищені|tutti i diritti riservati|wszelkie prawa|حقوق محفوظة|جميع الحقوق|無断転載|版权所有)\b",
    r"^[\W_]*(?:more\b|read\b|see\b|full\b|follow\b).{0,120}https?://\S+[\W_]*$",
    r"^[\W_]*[\w' -]{0,40}\bnewsletter\W*$",
    r"\b(?:meet|hit|reach|land in|straight to) your inbox\b|\bdelivered (?:every )?(?:daily|weekly|weekday|weekdays|mornings?)\b",
    r"\bklick für den datenschutz|\bum diesen inhalt\b|\bexterner inhalt\b|\bto (?:view|display|see) this content\b|\bthis content is (?:not available|hosted)|\bpour afficher ce contenu|\bcontenu bloqué|\bpara ver este contenido|\bcontent is provided by",
    r"\b(?:in unserem|im) live-?(?:blog|ticker)\b.{0,3}$|^[\W_]*(?:follow|read) our live\b|\bdans notre (?:direct|live)\W*$|\bnuestro directo\W*$",
    r"^[\W_]*our standards\s*:|trust principles",
    r"\b(?:we use cookies|accept (?:all )?cookies|uses cookies|javascript (?:is|to be) (?:disabled|enabled)|enable javascript|mit cookies|ce site utilise|este sitio (?:web )?(?:usa|utiliza)|файлы cookie|файли cookie)\b",
    r"^[\W_]*(?:e-?mail|contact|reach|write to|tips|kontakt)\b.{0,90}\S+@\S+\.\S+.{0,120}$",
    r"^[\W_]*(?:@\w{3,}|#\S+)(?:[\s,|]+(?:@\w+|#\S+))*\W*$",
)

# --- links to other articles -------------------------------------------------------------------------------------------
RELATED_WORDS: Final = (
    r"(?:related|read (?:also|more|next|the (?:full|rest))|see (?:also|more)|also read|more (?:on|from|about|stories|news|in|to read)|most (?:read|popular|viewed)|recommended|you (?:may|might) (?:also )?(?:like|be interested)|"
    r"latest|top stories|trending|editor['’]?s['’]? (?:picks?|choice)|in case you missed|what to read|further reading|don['’]t miss|watch(?: more| now|:)|listen(?: to|:)|in pictures|explore more|"
    r"view all|show (?:more|all)|load more|all news|"
    r"lesen sie (?:auch|mehr|hier)|mehr (?:zum thema|dazu|lesen|von|aus)|auch interessant|weiterlesen|weitere (?:artikel|themen|meldungen|nachrichten)|zum thema|siehe auch|das könnte sie|meistgelesen|empfohlen|"
    r"lire (?:aussi|la suite|plus|également|l['’]article)|à lire|voir (?:aussi|plus)|sur le même (?:sujet|thème)|à découvrir|les plus lus|"
    r"lea (?:también|más)|leer (?:más|también)|ver (?:más|también|todo)|te puede interesar|más (?:información|sobre|noticias|leíd[ao]s)|noticias? relacionad[ao]s?|relacionad[ao]s?|"
    r"leia (?:mais|também|tambem)|veja (?:mais|também)|saiba mais|mais (?:lidas|notícias|sobre)|"
    r"leggi (?:anche|tutto|di più)|vedi anche|per approfondire|potrebbe interessarti|altri articoli|"
    r"czytaj (?:także|też|również|więcej|dalej)|zobacz (?:także|też|również|więcej)|polecane|przeczytaj|"
    r"læs (?:også|mere)|les (?:også|mer)|läs (?:också|även|mer)|lees (?:ook|meer|verder)|lue myös|čtěte také|přečtěte|"
    r"читайте (?:также|ещё|еще|далее|подробнее)|читать (?:также|далее|полностью|ещё|еще)|смотрите также|подробнее|по теме|другие новости|похожие|последние новости|новости по теме|главное|лента новостей|материалы по теме|"
    r"читайте (?:також|ще)|читати (?:також|далі)|дивіться також|більше новин|останні новини|детальніше|вас (?:может|може) заинтересовать|новини партнерів|новости партнёров|"
    r"اقرأ (?:أيضا|أيضاً|المزيد)|إقرأ أيضا|شاهد أيضا|المزيد|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|آخر الأخبار|"
    r"ilgili haber(?:ler)?|devamını oku|ayrıca bakınız|関連記事|関連ニュース|あわせて読みたい|続きを読む|もっと見る|相关(?:新闻|阅读|报道)|延伸阅读|更多|查看更多|관련\s?기사|더 보기)"
)
RELATED: Final = re.compile(rf"^[\W_]*{RELATED_WORDS}\b[^:：.?!]{{0,60}}\s*[:：|>»→-]\s*\S", re.IGNORECASE)
"""A label and the title of another article in one line: "Related: …", "ЧИТАЙТЕ ТАКОЖ: …"."""
RELATED_HEADING: Final = re.compile(rf"^[\W_]*{RELATED_WORDS}(?:\s+[\w&'’.]+){{0,5}}{END}", re.IGNORECASE)
"""A label alone; what it announces follows."""
LABELLED: Final = re.compile(r"^[^.]{20,200}\s\[(?:[A-Z]{4,}(?:\s[A-Z]+)?)\]\s*$")
"""A headline with a label in capitals behind it, as some sites link their other articles within one."""

# --- at the end only ---------------------------------------------------------------------------------------------------
BIO: Final = _any(
    r"^(?:the author|(?:[A-Z][\w.'’-]+\s+){1,4}(?:is|was|covers|reports|writes|has (?:covered|reported|written)))\b.{0,120}\b(?:reporter|correspondent|journalist|editor|columnist|writer|author|fellow|"
    r"contributor|professor|analyst|freelance|covers|bureau chief|producer|newsroom|reports? on|writes? (?:about|for|on))\b",
    r"\b(?:is|are) (?:headquartered|listed (?:on|at) the)\b",
    r"^(?:[A-Z][\w&.'’-]+\s+){1,5}(?:\([^)]*\)\s+)?(?:is|are) (?:a|an|the|one of the) (?:\w+[ -]){0,3}(?:leading|global|largest|international|independent|world['’]s|premier)\b.{0,80}\b(?:provider|company|companies|supplier|manufacturer|group|firm|platform|network|distributor|producer|brand)\b",
    r"^(?:about (?:the )?(?:author|us|this)|über (?:den autor|die autorin|uns)|à propos|sobre (?:el autor|la autora|o autor)|об авторе|про автора)\b.{0,60}$",
    r"^(?:media|press|presse?|investor)\s*(?:contacts?|kontakt|relations|inquiries|enquiries)\b.{0,120}$",
    r"^(?:the views|views expressed|the opinions|opinions expressed|die meinung|les opinions|las opiniones|мнение (?:автора|редакции))\b.{0,260}$",
    r"^(?:tags?|topics?|keywords?|categories|category|filed under|schlagw[oö]rter|themen|mots[- ]clés|etiquetas|temas|tags relacionadas|теги|тэги|метки|темы|ключевые слова|الوسوم|كلمات مفتاحية|タグ|标签|关键词)\s*[:：].{0,300}$",
)

SEPARATOR: Final = re.compile(r"^[\W_]+$")
BARRED: Final = re.compile(r"^[^|]{3,60}\|.{0,80}\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b[^|]{0,20}$")
"""Author | place | date."""
KEYWORDS: Final = re.compile(r"^(?:[^,.;:!?]{2,40}[,;]\s+){4,}[^,.;:!?]{2,40}$")
"""Tags without a label: many short items between commas and no sentence."""
ADDRESS: Final = re.compile(r"^[<(\[]?(?:[^\s@<(\[]+@[\w.-]+\.\w{2,}|(?:https?://|www\.)\S+?)[^\w\s]{0,3}$")
"""A line that is only an e-mail or web address."""
POSTED: Final = re.compile(
    r"^.{0,40}\b(?:posted|published|publicado|publicada|publié|veröffentlicht|pubblicato|опубликовал\w*)\b.{0,80}\b(?:categor\w+|kategorie|catégorie|tags?|рубрика)\s*:.{0,80}$",
    re.IGNORECASE,
)
"""The line of a blog that says who posted when, and under which category."""
ONLY_TIME: Final = re.compile(
    r"^[\W_]*(?:(?:\w+day|\w+-feira|\w+tag|(?:пн|вт|ср|чт|пт|сб|вс|lun|mar|mié|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)\w*)[.,]*\s+)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?\w{3,12}\.?,?\s+(?:de\s+)?\d{4}|\w{3,12}\.?\s+\d{1,2},?\s+\d{4}|"
    r"\d{4}年\d{1,2}月\d{1,2}日)(?:[\s,|–@-]+(?:at|um|à|às|a las|в|о)?\s*\d{1,2}[:.h]\d{2}.{0,25})?[\W_]*$|^[\W_]*\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?[\W_]*$",
    re.IGNORECASE,
)
READING_TIME: Final = re.compile(
    r"^[\W_]*(?:lesezeit|reading time|temps de lecture|tiempo de lectura|время чтения|час читання|czas czytania)?\s*[:：]?\s*\d+\s*(?:min(?:ut[eo])?[ns]?|мин\w*|хв\w*)\.?\s*(?:read|lesezeit|de lecture|de lectura|чтения|читання)?[\W_]*$"
    r"|^[\W_]*\d+\s+(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?)\s+ago[\W_]*$"
    r"|^[\W_]*(?:vor|hace|il y a|há)\s+\d+\s+\w+[\W_]*$|^[\W_]*\d+\s+\w+\s+(?:назад|тому|fa|temu|önce)[\W_]*$"
    r"|^[\W_]*\d+\s*(?:shares?|views?|comments?|просмотр\w*|комментари\w*)[\W_]*$",
    re.IGNORECASE,
)
"""Reading time, age, counters."""
TEASER_END: Final = re.compile(r"(?:…|\.\.\.)\s*$")
SENTENCE_END: Final = re.compile(r"[.!?。！？؟۔…][\"'”’»“)\]]*\s*$")
