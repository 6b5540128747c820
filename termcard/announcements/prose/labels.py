"""The words that stand before a colon on a labelled line, by language, and what they label."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from termcard.announcements.prose.languages import fold


class Label(StrEnum):
    """What a labelled line holds."""

    TITLE = "title"
    KIND = "kind"
    DATE = "date"
    TIME = "time"
    WHEN = "when"
    END = "end"
    DOORS = "doors"
    DEADLINE = "deadline"
    ZONE = "zone"
    VENUE = "venue"
    ONLINE = "online"
    SPEAKER = "speaker"
    PANELIST = "panelist"
    CANDIDATE = "candidate"
    DISCUSSANT = "discussant"
    RESPONDENT = "respondent"
    CHAIR = "chair"
    MODERATOR = "moderator"
    ORGANISER = "organiser"
    SUPERVISOR = "supervisor"
    EXAMINER = "examiner"
    AFFILIATION = "affiliation"
    ROLE = "role"
    HOST = "host"
    SERIES = "series"
    ABSTRACT = "abstract"
    BIOGRAPHY = "biography"
    ATTENDANCE = "attendance"
    CONTACT = "contact"
    OTHER = "other"


PEOPLE = frozenset(
    {
        Label.SPEAKER,
        Label.PANELIST,
        Label.CANDIDATE,
        Label.DISCUSSANT,
        Label.RESPONDENT,
        Label.CHAIR,
        Label.MODERATOR,
        Label.ORGANISER,
        Label.SUPERVISOR,
        Label.EXAMINER,
    }
)
# Their text may run over several paragraphs.
LONG = frozenset({Label.ABSTRACT, Label.BIOGRAPHY})

# One language a line: en, de, fr, it, es, nl.
_WORDS: dict[Label, str] = {
    Label.TITLE: """title, talk title, lecture title, seminar title, topic, subject, about what,
        what, thesis title, title of thesis, title of the thesis, dissertation title,
        titel der arbeit, thema der dissertation, titre de la thèse, titolo della tesi,
        título de la tesis, titel proefschrift, title of talk, title of the talk, theme
        title of seminar
        titel, thema, vortragstitel, was, worum
        titre, sujet, intitulé, thème, quoi
        titolo, tema, argomento, cosa
        título, titulo, asunto, qué
        onderwerp, wat""",
    Label.KIND: "type, event type, type of event, programme type, format, veranstaltungsart, art"
    ", type d'événement, tipo, tipo di evento, tipo de evento, soort",
    Label.DATE: """date, dates, day, event date, start date
        datum, tag, termin, termine
        jour, data, giorno, fecha, día, dag""",
    Label.TIME: """time, times, hour, start time, starts, start, begins, starting time, timing
        uhrzeit, zeit, beginn, anfang
        heure, horaire, horaires, heures, début
        ora, orario, ore, inizio
        hora, horario, inicio
        tijd, aanvang, tijdstip""",
    Label.WHEN: """when, date and time, date & time, date/time, time and date, time & date,
        dates and times, date / time, event date and time
        wann, datum und uhrzeit, zeit und ort, datum/uhrzeit, datum, uhrzeit, zeitpunkt
        quand, date et heure, date et horaire
        quando, data e ora, data e orario
        cuándo, cuando, fecha y hora
        wanneer, datum en tijd""",
    Label.END: "end, ends, end time, finish, end date, ende, fin, fine, einde",
    Label.DOORS: "doors, doors open, einlass, registration opens, arrival, refreshments",
    Label.DEADLINE: """deadline, registration deadline, register by, rsvp by, apply by, closing date
        anmeldeschluss, frist, date limite, scadenza, fecha límite""",
    Label.ZONE: "time zone, timezone, zeitzone, fuseau horaire, fuso orario, zona horaria"
    ", tijdzone",
    Label.VENUE: """venue, place, location, room, where, building, lecture theatre, seminar room
        hybrid, in person, in-person, on site, on-site, onsite, vor ort, en présentiel, présentiel
        in presenza, presencial, op locatie
        ort, wo, raum, veranstaltungsort, hörsaal, saal
        lieu, où, salle, endroit, adresse
        luogo, dove, sede, aula, sala
        lugar, dónde, donde, salón
        plaats, locatie, waar, zaal, ruimte""",
    Label.ONLINE: """zoom, teams, ms teams, microsoft teams, online, platform, zoom link,
        teams link,
        meeting link, link, join, join online, webex, livestream, live stream, join link, meeting id
        transmisión, transmision, streaming, emisión, diretta, live, broadcast, diffusion
        plattform, link zur teilnahme, zugang
        plateforme, en ligne, lien, lien zoom
        piattaforma, collegamento, plataforma, enlace""",
    Label.SPEAKER: """speaker, speakers, who, presenter, presenters, lecturer, guest speaker, by
        keynote speaker, our speaker, our speakers, invited speaker, speaker(s), with, guest
        vortragende/r, vortragende(r), vortragende:r, referent(in), referierende/r
        referent, referentin, referenten, referent:in, referent/in, wer, vortragende, vortragender
        sprecher, sprecherin, vortrag von, referierende, redner, rednerin
        intervenant, intervenante, intervenants, orateur, oratrice, conférencier, conférencière
        qui, intervenant(e), avec, intervenant·e
        relatore, relatrice, relatori, interviene, intervengono, chi
        ponente, ponentes, conferenciante, imparte, quién, quien, interviene
        spreker, sprekers, wie""",
    Label.PANELIST: "panel, panel members, on the panel, podium, auf dem podium, es diskutieren, "
    "participants, participant, participantes, participan, partecipano, tavola rotonda con, "
    "avec la participation de, deelnemers, panelistas, panelista, panelists, panellists, panelist, "
    "panellist, panelisten, diskutanten",
    Label.CANDIDATE: "candidate, kandidat, kandidatin, candidat, candidate, doctorant, doctorante, "
    "doktorand, doktorandin, candidato, candidata, promovendus, promovenda",
    Label.DISCUSSANT: "discussant, discussants, diskutant, discutant, discutante, commentator, "
    "discutants",
    Label.RESPONDENT: "respondent, respondents, response, response by, reply",
    Label.CHAIR: "chair, chaired by, vorsitzender, vorsitzende, président, présidente, "
    "chairs, chairperson, leitung, vorsitz, présidence, presiede, "
    "preside, voorzitter, session chair, introduced by, introduction by, presenta, presentan, "
    "introduce, introducono, einführung, begrüßung, présentation par, inleiding",
    Label.MODERATOR: "moderator, moderators, moderated by, moderation, modération, modérateur, "
    "modératrice, modera, moderatore, moderatrice, moderador, moderadora, facilitator",
    Label.ORGANISER: """organiser, organisers, organizer, organizers, convenor, convenors, convener,
        conveners, organised by, organized by, organisation, organization, organisateur,
        organisateurs, organisatrice, organizzatore, organizzatori, organisator, co-organiser""",
    Label.SUPERVISOR: "supervisor, supervisors, principal supervisor, main supervisor, "
    "co-supervisor, advisor, adviser, phd supervisor, doktorvater, doktormutter, erstbetreuer, "
    "erstbetreuerin, tutor,  betreuer, betreuerin, betreuung, copromotor, "
    "promotoren, encadrante, encadrant, director de tesis, directora de tesis, directeur de thèse, "
    "directrice de thèse, relatore di tesi, promotor",
    Label.EXAMINER: "examiner, examiners, external examiner, internal examiner, jury, gutachter, "
    "gutachterin, gutachterinnen, gutachtende, prüfer, prüferin, prüfungskommission, commission, "
    "committee, thesis committee, doctoral committee, defence committee, jury members, "
    "members of the jury, prüfungsausschuss, commissione, commissione giudicatrice,  adjudication "
    "committee, "
    "assessment committee, examination committee, examining committee, opponent, opponents, "
    "rapporteurs, examinateurs, rapporteur, "
    "membres du jury, composition du jury, tribunal, promotiecommissie, opponenten, reviewers",
    Label.AFFILIATION: "affiliation, institution, university, institut, einrichtung, organisation",
    Label.ROLE: "position, role, funktion, fonction, ruolo, cargo, functie",
    Label.HOST: """gastheer, gastvrouw, gastgeberin, hôte, anfitrión, anfitriona
        host, hosted by, hosts, department, sponsor, sponsored by, presented by
        veranstalter, veranstalterin, gastgeber, veranstaltet von, organisé par, accueilli par
        organizzato da, organizzazione, organiza, organizado por, georganiseerd door""",
    Label.SERIES: "series, seminar series, lecture series, event series, part of, reihe, "
    "veranstaltungsreihe, vortragsreihe, série, cycle, ciclo, serie, reeks",
    Label.ABSTRACT: """abstract, summary, description, about, about the talk, about the event,
        about this event, about the lecture, about the seminar, abstract of talk, details, overview
        zusammenfassung, inhalt, beschreibung, zum inhalt, kurzbeschreibung
        résumé, présentation, description, argument
        riassunto, descrizione, sintesi, presentazione
        resumen, descripción, contenido
        samenvatting, beschrijving""",
    Label.BIOGRAPHY: """bio, biography, about the speaker, about the speakers, speaker bio,
        speaker biography, short bio, biographical note, about the author, bios, biographies,
        speaker's bio, bio note, zur person, biografie, biographie, biografia, biografía,
        über den referenten, über die referentin""",
    Label.ATTENDANCE: """registration, register, booking, bookings, admission, cost, costs, price,
        entry, tickets, ticket, rsvp, fee, open to, audience, how to attend, how to join,
        how to book,
        attendance, entrance, eligibility, registration link, to book, to register
        anmeldung, eintritt, teilnahme, kosten, zielgruppe, teilnahmegebühr
        inscription, inscriptions, entrée, tarif, tarifs, accès, participation
        iscrizione, iscrizioni, ingresso, partecipazione, costo
        inscripción, inscripciones, entrada, precio, acceso
        aanmelden, aanmelding, toegang, kosten, prijs""",
    Label.CONTACT: """contact, contacts, contact person, enquiries, inquiries, further information,
        more information, information, info, email, e-mail, for more information,
        for further information, contact details, contact email, contact name, queries
        media contact, press contact, secretariat, contact for media, enquiries to, questions
        segreteria, sekretariat, secretaría, secrétariat, secretariaat
        kontakt, ansprechpartner, ansprechpartnerin, rückfragen, informationen
        contact presse, renseignements, informations, courriel
        contatti, informazioni, contatto
        contacto, información, informes, inlichtingen""",
    Label.OTHER: """language, main language, languages, sprache, langue, lingua, idioma, taal,
        phone, telephone, tel, fax, mobile, tags, category, categories, keywords, posted, published,
        updated, duration, dauer, durée, durata, duración, capacity, credits, website, url, web,
        note, please note, hinweis, from, to, cc, sent, subject line, accessibility, recording,
        access, topics, share, source, photo, image, isbn, languages available for discussion""",
}


@lru_cache(maxsize=1)
def labels() -> dict[str, Label]:
    """Return what each folded label word labels."""
    found: dict[str, Label] = {}
    for label, words in _WORDS.items():
        for word in words.replace("\n", ",").split(","):
            if word.strip():
                found.setdefault(fold(word.strip()), label)
    return found
