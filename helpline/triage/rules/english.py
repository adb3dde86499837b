"""Danger and distress said in English."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

BLUE, AMBER, RED = Level.BLUE, Level.AMBER, Level.RED


def wish(id: str, pattern: str, fires: str, quiet: str) -> Rule:
    """Return a rule that meets a wish said in plain words."""
    return Rule(id, AMBER, pattern, fires, quiet, (), True)


def now(id: str, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    """Return a rule that meets danger now by one's own hand."""
    return Rule(id, RED, pattern, fires, quiet, ("self_harm", *routes), True)


def care(id: str, level: Level, pattern: str, fires: str, quiet: str) -> Rule:
    """Return a rule that meets violence."""
    return Rule(id, level, pattern, fires, quiet, ("gbv",), suicidal=False)


MACROS: dict[str, list[str]] = {
    "en_about": ["about to", "ready|decided ?to"],
    "en_intent": [
        "kill|killing|hurt|hurting|cut|cutting|hang|shoot|drown myself",
        "want|wanna|wish|ready|going|gonna ?i ?to ?was ?were die|dead",
        "end|ending|take ?my|it ?own life",
        "end it ?all",
        "commit|committing suicide",
    ],
    "en_kin": [
        "husband|father|dad|brother|brothers|uncle|uncles|cousin|cousins|family|parents|fiance|ex|tribe|they|theyre"
    ],
    # Whatever stands before an apostrophe is joined to what follows it: he'll is "hell".
    "en_kill_me": [
        "{en_kin} ..4 will|would|hell|theyll|hed|theyd|going|gonna|wants|want|wanted|threatened|threatens|threatening|threaten|trying|tried|swore|plan|planning ?to kill|murder|slaughter me",
        "theyll|theyd kill|murder|slaughter me",
    ],
    "en_made_to": [
        "makes|made|make|forces|forced me ?to touch|undress|strip",
        "makes|made|make|forces|forced me ?to take|send ..5 dress|clothes|naked|nude|nudes|underwear|undressed",
    ],
    "en_armed": [
        "{en_kin} ..6 kill|murder|slaughter me & honour|honor|gun|pistol|rifle|knife",
        "{en_kin} ..2 threatened|threatens|threatening|threaten ?to ?kill me & gun|pistol|rifle|knife",
        "{en_kin} ..2 put|puts|held|holds|holding|pointed|points|pointing|pulled|has ..2 gun|pistol|rifle|knife ..2 me|throat|neck|head",
    ],
}

RULES: tuple[Rule, ...] = (
    wish("en_wish", "!not|never|dont|don't {en_intent}", "i want to die", "i want to eat"),
    wish("en_no_live", "dont|don't|not|no|cant|can't|cannot|never ..2 want|wanna|live|reason ..1 live|alive|life|living|here !in|with|at|near|there|abroad|next", "i don't want to live", "i don't want to live in Baghdad anymore"),
    wish("en_no_live_in_world", "dont|don't|not|no|cant|can't|cannot|never ..2 want|wanna|live ..1 live|be ..1 in|with this|the|my|such world|life|dunya|pain|fear|shame|misery|hell|suffering", "i don't want to live in this world", "i don't want to live in this city"),
    wish("en_no_live_with_myself", "cant|can't|cannot live with myself|this|it", "i can't live with myself", "i can't live with my cousin"),
    wish("en_suicidal", "!no|not|dont|don't|never|any|ماكو|ما suicidal|suicide ..1 thoughts|thinking|feel|feeling|plan|thought", "i have suicide thoughts", "suicide prevention week"),
    wish("en_feel_suicidal", "im|i'm|feel|feeling|am|i ?so|very|really|kinda|been|feeling|getting|still|am suicidal", "i feel suicidal", "i'm not suicidal"),
    wish("en_better_dead", "better|rather ?off ?be dead|die !than", "i am better off dead", "i would rather die than eat that again"),
    wish("en_rather_dead_than", "rather ?be dead|die than live|living|stay|staying|go|marry|be|being|continue|suffer|suffering|face|see|return|here|this", "i would rather die than marry him", "i would rather die than eat that again"),
    wish("en_tried", "tried|try|attempted ..2 suicide|die|kill", "i tried suicide", "i tried to cook"),
    Rule("en_burden", AMBER, "better|happier ..1 without me", "they are better without me", "life without coffee"),
    Rule("en_not_wake", AMBER, "never|not|don't|dont ..2 wake|waking ?up", "i want to sleep and never wake up", "i woke up late"),
    now("en_now", "!not|never|dont|don't {en_intent} & now|tonight|today|goodbye|NOW", "i will kill myself tonight", "i will see you tonight"),
    now("en_overdose", "i|i've|ive|just|have took|taken|swallowed|drank ..3 pills|tablets|bottle|poison|bleach & !doctor & !headache", "i took all the pills", "i took my pills for headache", "medical"),
    now("en_overdosed", "i|i've|just overdosed|od'd", "i overdosed", "he overdosed in the film", "medical"),
    now("en_means", "i|have|ive|i've|got|holding ..4 gun|pistol|rifle|knife|razor|blade|rope|noose|poison|bleach & hand|hands|head|neck|throat|wrist|wrists|ready|myself|die & !tent|camping|climbing|game|movie|فلم|فيلم", "i have a knife in my hand to die", "i have a knife in the kitchen"),
    now("en_edge", "i|i'm|im|standing|sitting ..4 roof|bridge|ledge|edge|rooftop & jump|jumping|die|goodbye|end|standing", "i am standing on the bridge", "the bridge is closed"),
    now("en_cut_veins", "i|i've|ive ?have|just cut|slit|slashed ..1 wrist|wrists|veins", "i cut my wrists", "i cut my hair", "medical"),
    now("en_goodbye", "goodbye|farewell ..1 world|everyone|forever", "goodbye everyone", "goodbye for now my friend"),
    Rule("en_friend", AMBER, "he|she|friend|brother|sister|son|daughter|husband|wife|mother|father ..5 suicide|suicidal|himself|herself|die & kill|killing|suicide|suicidal|hurt|wants|die", "my brother wants to kill himself", "my brother likes himself", ("third_party",)),
    Rule("en_no_go_on", AMBER, "cant|can't|cannot|couldnt|couldn't go|carry on ?any like|living|anymore|longer|more", "i can't go on like this", "i can't go on the trip"),
    wish("en_nothing_to_live", "nothing|nobody|noone ..1 live for & !tv", "i have nothing to live for", "nothing to live for on tv tonight"),
    wish("en_should_be_dead", "i|i'd should|deserve ?to ?just ?be dead|die", "i should be dead", "my phone should be charged"),
    wish("en_jump", "going|gonna|want|wanna|ready|will ?to jump !in|into|on|for|around|up|rope|with & i|im|i'm|i'll", "i'm going to jump", "i'm going to jump in the pool"),
    Rule("en_no_point", AMBER, "no|dont|don't|any|see|seeing|wheres|what's|whats ?see ?the point|sense|meaning|purpose ..2 living|life|live|alive|anymore|existing|existence", "there is no point in living", "no point in going to the match"),
    Rule("en_cannot_any_more", AMBER, "cant|can't|cannot do|take|bear|stand|handle ..1 this|it|life ?any anymore|longer|more|life & !job|work|course|diet|class|homework|heat|noise|traffic|relationship", "i can't do this anymore", "i can't take this job anymore"),
    Rule("en_cannot_go_on_alone", AMBER, "i cant|can't|cannot go|carry on !the|a|to|my|trip|date|vacation|holiday|stage|tour|air|foot|time|sunday|monday|friday", "i can't go on", "i can't go on the trip"),
    Rule("en_disappear", AMBER, "want|wanna|wish|like|could|just|rather ..2 disappear|vanish|disappearing|vanishing ..1 forever|completely|world|earth|everyone", "i feel like disappearing forever", "i want to disappear from work on thursday"),
    Rule("en_not_missed", AMBER, "nobody|noone|none ..1 miss me", "nobody would miss me", "nobody can miss the bus"),
    care("en_kill_threat", RED, "{en_kill_me} & !if & !laughter|jokes|grades|marks|exam|exams|results", "my husband said he will kill me", "my father will kill me if I fail the exam"),
    care("en_kill_threat_if", RED, "{en_kill_me} & if & !fail|failed|exam|exams|grade|grades|marks", "my brother will kill me if he finds out", "my father will kill me if I fail the exam"),
    care("en_kill_if_fail", BLUE, "{en_kill_me} & if|when|because|for & fail|failed|exam|exams|grade|grades|marks", "my father will kill me if I fail the exam", "my brother will call me if I fail the exam"),
    care("en_armed_threat", RED, "{en_armed}", "my dad threatened me with a gun", "my dad has a gun licence"),
    # --- English: a wish, an end, no reason ---------------------------------------------------------
    now("en_about_to", "!not|never {en_about} {en_intent}", "i am about to end my life", "i am about to end the call"),
    now("en_dead_by", "i|ill|i'll ?will ?be dead by|before|tomorrow morning|tomorrow|tonight|dawn|sunrise|midnight", "i will be dead by morning", "my phone will be dead by morning"),
    Rule("en_gone_by", AMBER, "i|ill|i'll|will ?be gone by|before|tomorrow ..1 morning|tomorrow|tonight|dawn|sunrise|midnight|wake & !flight|bus|train|airport|trip|office|work|meeting|hotel", "i will be gone by morning", "i will be gone by morning, my flight is at five", (), True),
    Rule("en_not_here_tomorrow", AMBER, "wont|won't|not be|see ..1 here|alive|around|tomorrow|sunrise & tomorrow|morning|tmrw|anymore|longer|soon|sunrise & !office|work|school|meeting|class|shift|clinic|home|flight|trip", "i won't be here tomorrow", "i won't be here tomorrow, i have a shift", (), True),
    Rule("en_nothing_left", AMBER, "nothing|nobody|noone ?is left|more ..1 for me", "there is nothing left for me in this world", "there is nothing left in the fridge"),
    Rule("en_no_place_in_world", AMBER, "no place|room ..1 for me ..2 world|life|earth|anywhere", "there is no place for me in this world", "there is no place for me in this class"),
    Rule("en_cannot_live_so", AMBER, "cant|can't|cannot live|go like this & !electricity|internet|heat|traffic|generator|wifi|ac", "i can't live like this", "i can't live like this without electricity"),
    wish("en_tired_of_life", "tired|sick|done|fed|exhausted ?up of|with ?my|this ?being living|life|existing|existence|breathing|alive & !job|work|course|diet|homework", "i am tired of living", "i am tired of living with my cousins job"),
    Rule("en_done_with_all", AMBER, "done|finished with everything|everyone|all & !exams|exam|semester|work|shopping|packing", "i am done with everything", "i am done with everything for the exam"),
    wish("en_give_up_life", "give|giving|gave|given up on|in ?my life|living|everything|myself", "i give up on life", "i give up on this diet"),
    wish("en_hate_life", "hate ?my|this|being ?own life|alive|living & want|wish|end|stop|over|die|anymore", "i hate my life and want it to stop", "i hate my life in the army barracks"),
    wish("en_no_reason", "no|any|single|without reason ..1 stay|continue|on|live|living|wake|exist", "i have no reason to stay", "i have no reason to complain"),
    Rule("en_not_worth", AMBER, "life|living|world ..1 not|isnt|isn't|worthless|pointless|meaningless|unbearable|hell ?worth", "life is not worth living", "this film is not worth watching"),
    Rule("en_life_is_over", AMBER, "life is|feels ?already over|finished|ruined|done & !football|career|fun", "my life is over", "my life is full"),
    wish("en_end_pain", "end|stop ?all ?this|the|my ?all pain|suffering|misery|torment & want|wanna|need|wish|going|gonna|please|forever", "i just want to end the pain", "how do i stop the pain in my back & thanks"),
    wish("en_want_it_over", "want|wanna|wish|need|pray it|everything|this|life ?all ?to ?be over|end|stop|finished !of", "i want it all to stop", "i want it all for dinner"),
    wish("en_no_exist", "shouldnt|shouldn't|not|dont|don't|never ?want ?to ?have exist|existed|existing & !until|exam|weekend|exams", "i feel like i shouldn't exist", "that rule does not apply here"),
    wish("en_never_born", "never|not|hadnt|hadn't ?been ?be born", "i wish i was never born", "my son was born here"),
    wish("en_wish_taken", "wish|hope|pray|please ..1 god|allah|death|somebody|someone ..1 take|takes|took|kill|kills|killed|end me|my ?soul|life", "i wish god would take me", "i wish god would help me"),
    wish("en_wish_hit", "wish|hope|pray|want ..3 car|bus|truck|train|bullet|bomb|rocket ..2 hit|hits|kill|kills|run|runs me|over", "i wish a car would hit me", "i hope the bus comes"),
    wish("en_sleep_forever", "sleep ..1 forever|eternally", "i wish i could just sleep forever", "i could sleep all day"),
    wish("en_be_with_dead", "want|wanna|wish|going|gonna|need|soon ..2 be|join|with|see|meet ..2 dead|late|died|passed|grave|heaven|buried|deceased|paradise|there|again & mother|father|mom|mum|dad|son|daughter|brother|sister|wife|husband|baby|child|him|her|them & dead|late|died|passed|grave|heaven|buried|deceased|paradise", "i want to be with my dead mother", "i want to be with my mother"),
    wish("en_forgiven_if", "forgive|hell|haram|sin ..6 kill|killed|suicide|hang|end myself|my|i|suicide", "will god forgive me if i kill myself", "will god forgive my brother"),
    wish("en_how_to_die", "easiest|best|quickest|painless|fastest|easy|least|how way|painful|method|to|many|much ..5 die|suicide|overdose|kill ?myself !laughing|bugs|ants|cockroaches|weeds|mice|time", "what is the easiest way to die", "what is the easiest way to study"),
    wish("en_does_it_hurt", "does|is|will suicide|hanging|drowning|dying|it hurt|painful|hurting & suicide|hanging|drowning|dying|die", "does suicide hurt", "does it hurt at the dentist"),
    Rule("en_thinks_death", AMBER, "think|thinking|thought|thoughts|obsessed|dream|dreaming|fantasise|fantasize ..1 about|of|with ..1 death|dying|suicide|ending ?it ?my ?all & !prevention|documentary|movie|فلم|فيلم|book|novel", "i think about death all the time", "i am thinking about dinner"),
    wish("en_imagines", "imagine|imagining|picture|picturing|see|keep|think|thinking ..3 jumping|hanging|drowning|crashing|cutting|killing|my|shooting ?own ?from|off|myself|funeral|grave|balcony|roof|bridge|car & jumping|hanging|drowning|crashing|killing|funeral|grave|shooting & myself|balcony|roof|bridge|off|funeral|grave|car|window", "i keep imagining jumping from the balcony", "i see my children jumping"),
    wish("en_kms", "kms|unalive|unaliving|sewerslide|kermit ?myself ?sewer", "i want to kms", "i drove ten km"),
    wish("en_off_myself", "finish|finishing|destroy|burn|burning|stab|poison|drown|shoot|hang myself !with|up", "i will burn myself", "i finish my exams"),
    Rule("en_not_needed", AMBER, "nobody|noone|none|anyone ..1 needs|wants|notice|notices|care|cares|cry|mind|love|loves ..2 alive|disappeared|died|gone|dead|vanished|exist|existed", "nobody would notice if i disappeared", "nobody wants the cake"),
    Rule("en_burden_on", AMBER, "burden on|to|for everyone|everybody|them|my|others|people|him|her|all", "i am a burden to my family", "the tax is a burden on shops"),
    Rule("en_world_without_me", AMBER, "world|everyone|everybody|they|family|kids|children|life|happier|lighter|better ..3 without me|if ?i ?was|were|am ?gone|dead & better|happier|happy|lighter|easier|relieved|fine|peace", "the world is better without me", "they went to the world cup without me"),
    Rule("en_better_if_gone", AMBER, "better|happier|easier|relieved ?off if|when|once i ?was|were|am|wasn't|wasnt ..1 gone|dead|here|around|alive", "everyone would be better off if i was gone", "it is better if i am early"),
    Rule("en_giving_away", AMBER, "giving|gave|given|give ?all my|everything|things|belongings|clothes|stuff ..2 away & !old|charity|donate|donation|donating|moving|size|small", "i am giving my things away", "i am giving my old clothes away"),
    Rule("en_not_needed_more", AMBER, "wont|won't|not|dont|don't need it|them|this|that|anything ?where|anymore ?anymore|soon|now ?i & going|gone|away|giving|goodbye|anymore", "i won't need them anymore", "i don't need it today"),
    Rule("en_no_way_out", AMBER, "no|any|only|one ..1 way|escape|exit out|left|from & !road|street|parking|building|hall|traffic", "there is no way out for me", "there is no way out of this parking"),
    Rule("en_voices", AMBER, "voices|voice|something|demon|jinn ..3 telling|tells|tell|says|saying|orders me ?to|i die|kill|jump|hurt|let|end|cut|do", "the voices tell me to hurt him", "my sister tells me to study", (), True),
    Rule("en_might_do", AMBER, "scared|afraid|fear|worried ..3 might|may|could|will do ?something ?bad ?stupid ?to myself|stupid", "i'm scared of what i might do to myself", "i'm scared of what i might do at the exam"),
    Rule("en_no_going_on", AMBER, "cant|can't|cannot|dont|don't ..4 keep|keeping going & !gym|course|class|market|diet", "i don't think i can keep going", "i keep going to the gym"),
    Rule("en_if_i_died", AMBER, "if|when i died|die|disappear|disappeared|vanish|vanished|am|was|were ?dead|gone ..1 nobody|noone|everyone|everybody|they|who|no & care|cares|notice|cry|better|relieved|happy|miss", "if i died nobody would care", "when i was young nobody would call"),
    wish("en_feel_like_dying", "feel|feeling|felt ..1 like dying|death|ending & !hungry|starving|flu|fever|cold", "i feel like dying", "i feel like dying of this flu"),
    Rule("en_point_of_going_on", AMBER, "no|any|the|see|without point|reason|sense|strength ..2 going|keep|carrying|continuing on|going|forward|living", "there is no point in going on", "there is no point in going to the party"),
    now("en_gas_on", "turned|opened|open|turn ?on the gas & closed|close|locked|sealed|window|windows|sleep|goodbye & !cook|cooking|kitchen|tea|stove|heater", "i turned on the gas and closed the windows", "i turned on the gas to cook", "medical"),
    # --- English: self-harm -------------------------------------------------------------------------
    Rule("en_cut_body", AMBER, "cut|cutting|burn|burned|burning|scratch|scratching|carve my|into ?my arm|arms|wrist|wrists|leg|legs|thigh|thighs|skin & !hair|cooking|kitchen|onion|onions|oven|oil|accident|shaving", "i cut my arms when i feel bad", "i burned my arm on the oven", ("self_harm",), True),
    Rule("en_hurt_again", AMBER, "!never|not|dont|don't|wont|won't hurt|harm|harmed|harming|hurting|cut|cutting|relapsed myself|selfharm", "i hurt myself again yesterday", "i hurt my back", ("self_harm",), True),
    now("en_bleeding", "cut|cuts|slit|bleeding|blood ..8 stop|stopping|everywhere|lot|deep & wont|won't|doesnt|doesn't|not|everywhere|lot|deep & myself|wrist|wrists|arm|arms|veins|throat", "i've cut myself and it won't stop bleeding", "my son's nose is bleeding and it won't stop", "medical"),
    # --- English: taken, means, place ----------------------------------------------------------------
    now("en_took_all", "i|ive|i've|already|just ..1 took|taken|swallowed ..2 all|whole|packet|entire|box|everything|them ?of ?them|it & pills|tablets|packet|box|medicine|medication|meds|them|panadol|strip & !antibiotics|headache|bus|photos|pictures|exams", "i took all of them, the whole packet", "i took all the photos", "medical"),
    now("en_took_many", "took|taken|swallowed|ate ..1 10|12|15|16|18|20|24|25|30|35|40|50|60|100|fifteen|twenty|thirty|forty|fifty|sixty|hundred|handful ?of ?the pills|tablets|panadol|paracetamol|capsules|meds|sleeping", "took 30 pills and feeling dizzy", "i took 2 pills", "medical"),
    now("en_drank_poison", "drank|drink|drunk|swallowed|took ..2 bleach|poison|chlorine|petrol|kerosene|pesticide|acid|detergent & !series|movie|فلم|فيلم|film|play|novel", "i drank bleach", "i drank water", "medical"),
    now("en_fuel", "poured|pouring|soaked|covered|splashed ..3 petrol|gasoline|gas|kerosene|oil|fuel|benzene ..2 myself|me|head|clothes|body", "i poured petrol on myself", "i poured petrol in the generator", "medical"),
    now("en_loaded", "gun|pistol|rifle is|its ?already loaded & !game|movie|فلم|فيلم|license|licence", "my gun is loaded in front of me", "the gun in the game is loaded"),
    now("en_rope_ready", "rope|noose|poison|pills|gun|razor|letter ..1 is|are|its ready|prepared|tied|loaded|here & !tent|camping|climbing|game|headmaster", "the rope is ready", "the rope is ready for camping"),
    now("en_have_ready", "have|got|ive|prepared ?got ?my|the|a rope|noose|poison|pills ready|prepared|tied|here & !tent|camping|climbing|game", "i have the rope ready", "i have the rope ready for camping"),
    now("en_at_edge_letting_go", "roof|bridge|ledge|balcony|river|cliff|rooftop|tracks ..8 jump|jumping|let|letting|end|goodbye|bye ?go ?now & i|im|i'm|ill & !pool|swim|swimming|game|joy", "i am on the roof and i want to let go", "we jumped in the river to swim"),
    now("en_by_the_time", "by|when the|you time|read ?you ?read|see this|it & wont|won't|gone|dead|be|forgive|late", "by the time you read this i will be gone", "when you read this reply please"),
    now("en_last_words", "!فلم|فيلم last|final message|words|letter|night|note & forgive|goodbye|sorry|love|die|bye|farewell|mother|kids|children & !order|work|office|company|semester|exam|shift|holiday|فلم|فيلم|movie|cinema", "this is my last message, forgive me", "this is my last message about the order, sorry"),
    Rule("en_tell_them", AMBER, "tell my|them|everyone mother|mom|mum|kids|children|family|father|wife|husband|daughter|son|sister|brother|i ..1 love|loved|sorry", "please tell my mother i loved her", "tell my mother i am late"),
    now("en_said_goodbye", "said|saying|say goodbye|goodbyes|farewell ..2 kids|children|everyone|everybody|family|mother|parents & now|tonight|bridge|roof|ready & !airport|trip|flight|bus", "i said goodbye to my kids, i'm going now", "i said goodbye to my family at the airport, now on the flight"),
    # --- English: somebody else ---------------------------------------------------------------------
    Rule("en_other_now", RED, "he|she|they|friend|brother|sister|son|daughter|mother|father|wife|husband|girl|boy ?is|has ?going|just|already ?to hanging|hanged|hung|killing|cutting|cut|shot|drowning|burning|jumping|overdosed ?off|from ?the himself|herself|wrists|veins|bridge|roof|themselves & !فلم|فيلم & !GAME & !movie & !series & !novel & !year & !years & !ago", "please hurry she is hanging herself", "she is killing herself in the film", ("third_party", "medical")),
    Rule("en_other_took", RED, "he|she|friend|brother|sister|son|daughter|mother|father|wife|husband ..1 took|taken|swallowed|drank|overdosed ..3 pills|tablets|poison|bleach|medicine|meds|everything|overdose & all|lot|lots|many|wont|won't|unconscious|bleach|poison|overdose|whole|breathing & !doctor|prescribed|headache", "my sister took a lot of tablets and she won't wake up", "my sister took tablets for her headache", ("third_party", "medical")),
    Rule("en_not_breathing", RED, "he|she|baby|child|son|daughter|boy|girl|brother|sister|mother|father|wife|husband|friend ?is|has not|isnt|isn't|doesnt|doesn't|stopped|cant|can't ..1 breathing|breathe & !nose|mask|exercise|exercises|film|movie|game", "my baby is not breathing", "he can't breathe through his nose", ("third_party", "medical"), False, False),
    Rule("en_unconscious", RED, "he|she|baby|child|son|daughter|boy|girl|brother|sister|mother|father|wife|husband|friend is|hes|shes|fell|lies ..1 unconscious|unresponsive & !was & !film|movie|game|novel", "my son is unconscious", "he was unconscious in the film", ("third_party", "medical"), False, False),
    Rule("en_other_edge", RED, "he|she|friend|brother|sister|son|daughter|boy|girl|man|woman|someone|somebody ..3 roof|bridge|ledge|balcony|cliff ..6 jump|jumping|throw & !pool|swim|game|movie|فلم|فيلم", "my friend is on the bridge and says he will jump", "he is on the bridge", ("third_party",)),
    Rule("en_other_no_life", AMBER, "he|she|friend|brother|sister|son|daughter|mother|father|wife|husband ..4 doesnt|doesn't|not ..1 want ..1 live|alive|here|life !in|with|at|near", "my friend told me she doesn't want to live", "she doesn't want to live in Basra", ("third_party",)),
    Rule("en_other_goodbye", AMBER, "he|she|friend|brother|sister|son|daughter ..1 posted|wrote|sent|left ..2 goodbye|farewell|note|suicide ?note & answer|answering|reply|phone|suicide|goodbye|note & !exam|medical|lecture", "my brother posted goodbye and does not answer", "my brother posted a picture", ("third_party",)),
    # --- English: violence ----------------------------------------------------------------------------
    Rule("en_beaten_now", RED, "he|husband|father|brother|brothers|uncle|they ?is|are|hes|he's hitting|beating|strangling|choking|stabbing me|us|her|my ..3 now|help|please|again", "my husband is beating me right now, help", "he is hitting the ball now", ("gbv",), False, False),
    Rule("en_beats", BLUE, "he|husband|father|brother|uncle|stepfather ..1 beats|hits|beat|slaps|kicks me|us", "my husband beats me every day", "my husband beats the carpets", ("gbv",), False, False),
    Rule("en_at_door", RED, "he|husband|father|brother|brothers|uncle|they ..2 outside|at|behind|breaking ..2 door|gate & knife|gun|kill|acid|weapon", "he is outside my door with a knife", "he is outside my door with flowers", ("gbv",), False, False),
    Rule("en_coming_to_kill", RED, "brothers|brother|family|tribe|uncles|cousins|father|husband|they ..5 coming|come|looking|searching ..2 kill|slaughter|murder me|us", "my brothers found out and they are coming to kill me", "they are coming to meet me", ("gbv",), False, False),
    Rule("en_gun_to_head", RED, "put|puts|held|holds|holding|pointed ..1 gun|pistol|rifle|knife ..1 to|at|on|against my|me|our|her ?head|throat|neck|face", "my uncle put a gun to my head today", "he put a gun in the drawer", ("gbv",), False, False),
    Rule("en_will_kill_him", RED, "i|ill|i'll|im|i'm ?am ?will|going|gonna ?to kill|stab|shoot|slaughter him|her|them & tonight|now|gun|knife|today|blood|revenge & !lol|haha|game|joke", "i'm going to kill him tonight with my father's gun", "i will kill him haha he ate my food", ("harm_to_others",), False, False),
    Rule("en_touched", AMBER, "he|uncle|father|brother|cousin|teacher|stepfather|man|boss ..1 touches|touched|touching|raped|rapes|molested|molests|forced|forces|abuses|abused me|my", "i am 14 and my uncle touches me", "his song touched my heart", ("gbv", "child"), False, False),
    Rule("en_made_to", AMBER, "he|uncle|father|brother|cousin|teacher|coach|stepfather|man|boss|manager|driver ..1 {en_made_to} & !laundry|wash|iron|shop", "my coach makes me touch him", "my teacher makes me take notes for him", ("gbv", "child"), False, False),
    Rule("en_forced_marriage", AMBER, "want|wants|forcing|forced|force|making|going ..1 marry|marrying ?off me|him|old|someone|cousin ..3 to|old|off|against|cousin|stranger & me|forcing|forced|force|will", "they want to marry me to an old man", "they want to marry in may", ("gbv",), False, False),
)
