"""How people type, in each language: more words that say nothing, and words that say the same as another.

Chats, what people dictate, and dialects. The words of a neat question are in the catalogues; here is the rest. A
language that is not here has none.
"""

from __future__ import annotations

# Words that say nothing in a question, beside those of the catalogue.
ALSO_IGNORED = {
    "nl": "alle als al alsjeblieft as aub bent beetje bro da daar doen doet echt effe even ff fam ga gaan ge gewoon "
    "gij goed graag goedemiddag goedemorgen goeiedag gezocht haar hallo heel hele helemaal helendal hielendal "
    "hem hey hie hier hoi hun jou jullie keer keertje kunt mattie mear n net nieuw nieuwe nou nu of sta sinds soms "
    "straks svp toch uh vind waarom wallah want weer weet wollah word wordt worden zit zitten zoek zoeken zon",
    "en": "not no im ive its they them he she his her him has had very so really just too now would could should any "
    "more much like please hi hello looking been still then when got than all because best",
    "ar": "جدا كثير كثيرا كتير مش ما شو كيف وين ليش هون هناك كل بس عم رح قد لكن أي إلي معي عنا مع أو إذا لم لن ليس "
    "لدي إنه إنها هنا",
    "tr": "çok olan oluyor oldu misiniz mısınız lütfen merhaba istiyorum istiyoruz gerek lazım olsa bence şimdi "
    "burada değil yok",
    "uk": "дуже тут там є нема немає не мені зараз вже будь ласка привіт постійно очень здесь мне меня мой моя мои у "
    "нас это что как уже просто",
    "pl": "bardzo tu teraz proszę cześć dzień dobry już jeszcze ciągle cały czas tylko też no",
    "fr": "très trop bonjour svp s'il plaît est-ce que ce c'est ici encore toujours bien tout tous toute nous sans",
    "fa": "خیلی اینجا لطفا سلام هم الان خودم رو برای باید چرا کمی نمی",
}
# Words that say the same: those after the sign are read as the one before it. For Dutch also the dialects of Brabant,
# Limburg, Groningen, Drenthe and Friesland.
SAME = {
    "nl": "niet=nie,nait,neet,nit,nich mijn=mij,me,mn,mien,mie,myn,mijne,miene mijn=men ik=k,ich,iech,ikke "
    "ben=bin,bon,bun,zen,zijn het=t,ut,et,it een=unne,nen,ne,un meer=mer,mear,mier kan=kin,ken,kun,kon,kunnen "
    "heb=kheb,hob,haw,ha,hebben,heeft veel=veul,veule geen=gin,gein,gjin,gien,gain "
    "niemand=niemes,gainain,gjinien,geinein,nimmes iemand=emes,immes,emand allemaal=ammel zo=sa,zoe van=fan "
    "voor=foar,veur kind=kinderen,kids,kinder,kindje,kindjes,bern,zoon,zoontje "
    "kind=dochter,dochtertje,kleine,kleintje,koters,kinners mama=moeder,mam,mamma,mem,mams "
    "papa=vader,pap,pa,heit partner=man,vrouw,vriend,vriendin,vent,echtgenoot opvoed=opvoet wor=wordt",
    "en": "child=children,kid,kids,son,daughter,boy,girl,toddler mum=mom,mother,mommy,mummy "
    "partner=husband,wife,boyfriend cant=cannot dont=doesnt,wont,didnt",
    "ar": "طفل=ابن,بنت,ولد,أطفال,أولاد,طفلي,طفلتي,ابني طفل=ابنتي,بنتي,ولدي,أطفالي,أولادي,ولادي,الأولاد,الأطفال "
    "طفل=الولاد,بيبي زوج=زوجي,جوزي,زوجتي لا=ما,مش,مو",
    "tr": "çocuğum=çocuk,çocuklar,çocuklarım,çocuklarımı,çocuğuma,çocuğumu,çocuğumun,oğlum "
    "çocuğum=oğlumu,kızım,kızımı,çocuğa,çocuklara,çocuklarıma,evlat eşim=kocam,karım,eş "
    "mektup=mektubu,mektuplar,mektupları",
    "uk": "дитина=дитини,дитину,дитиною,дитині,діти,дітей,дітьми,син "
    "дитина=сина,сином,донька,доньки,доньку,малюк,ребенок,ребенка "
    "дитина=ребенком,дети,детей,детьми,сын,сына,дочь чоловік=чоловіка,муж,мужа",
    "pl": "dziecko=dziecka,dziecku,dzieckiem,dzieci,dziećmi,syn,syna,synek dziecko=córka,córkę,córki,maluch "
    "mąż=męża,partner",
    "fr": "enfant=enfants,fils,fille,filles,bambin,petit,petite,petits enfant=gosse,gosses "
    "mari=conjoint,compagnon,copain",
    "fa": "بچه=بچه‌ام,بچه‌ها,بچه‌هایم,بچم,بچه‌هام,پسرم,دخترم,فرزندم بچه=کودکم,طفلم,اولادم,اولادها,بچمو,طفل,کودک "
    "شوهرم=همسرم",
}
