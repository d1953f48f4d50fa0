"""Header words of exports: what CRMs and people call their columns.

The words are those of Salesforce, HubSpot, Pipedrive, Zoho and Dynamics, and of spreadsheets in English, German,
French, Spanish, Italian, Dutch and Portuguese, in small letters without accents. The earlier a word stands, the sooner
it is taken.
"""

CUSTOMER = """
    account name, company name, company, customer name, customer, client name, client, organization name,
    organisation name, organization, organisation, account, business name, business, company or account, related to,
    activity organization, deal organization, associated company, firma, firmenname, kunde, kundenname, unternehmen,
    unternehmensname, debitor, name 1, raison sociale, nom de la societe, nom de l entreprise, nom du client, nom du
    compte, societe, entreprise, compte, razon social, nombre de la empresa, nombre del cliente, nombre de la
    cuenta, empresa, cliente, cuenta, organizacion, ragione sociale, nome azienda, nome cliente, azienda, societa,
    bedrijfsnaam, bedrijf, klantnaam, klant, organisatie, accountnaam, relatie, razao social, nome da empresa, nome
    do cliente, nome da conta, conta, name, names, nom, nombre, nome, naam
"""
CUSTOMER_ID = """
    account id, company id, customer id, client id, organization id, organisation id, activity organization id,
    record id company, associated company id, customer number, customer no, account number, client number, do not
    modify account, record id, external id, crm id, id, kundennummer, kundennr, kunden nr, kunden id,
    debitorennummer, debitor nr, numero client, numero de client, code client, id client, id cliente, numero de
    cliente, codigo de cliente, codigo cliente, codice cliente, numero cliente, klantnummer, klant id,
    relatienummer, codigo do cliente, numero do cliente
"""
OWNER = """
    care champion, champion, account owner email, owner email, company owner, account owner, customer owner, client
    owner, organization owner, activity owner, contact owner, owner name, owner full name, owner, account manager,
    sales rep, sales representative, sales person, salesperson, assigned to, assigned to user, activity assigned to
    user, activity assigned to, rep, relationship manager, key account manager, responsible, betreuer, betreuerin,
    kundenbetreuer, kundenbetreuung, zustandig, verantwortlich, verantwortlicher, ansprechpartner intern,
    vertriebsmitarbeiter, vertreter, inhaber, besitzer, proprietaire, proprietaire du compte, responsable,
    commercial, charge de compte, charge de clientele, propietario, propietario de la cuenta, comercial, gestor,
    encargado, vendedor, proprietario, proprietario account, responsabile, commerciale, venditore, agente, eigenaar,
    accounteigenaar, beheerder, accountmanager, verantwoordelijke, vertegenwoordiger, proprietario da conta,
    responsavel, gestor de conta
"""
TIER = """
    tier, customer tier, account tier, class, customer class, grade, abc, abc class, abc analysis, segment,
    category, rating, priority, stufe, klasse, kundenklasse, abc klasse, abc analyse, kategorie, einstufung,
    categorie, classe, niveau, segmento, categoria, nivel, clase, fascia, klantklasse, segmentatie, classificacao
"""
REVENUE = """
    total revenue, annual revenue, revenue, yearly revenue, turnover, sales, total sales, annual sales, lifetime
    value, value, annual value, arr, acv, won deals value, won value, umsatz, jahresumsatz, gesamtumsatz, umsatz
    gesamt, erlos, chiffre d affaires, chiffre d affaires annuel, ca, ca annuel, revenu annuel, ingresos, ingresos
    anuales, facturacion, facturacion anual, ventas, fatturato, fatturato annuo, ricavi, omzet, jaaromzet,
    jaarlijkse omzet, faturamento, faturamento anual, volume de negocios, receita, receita anual
"""
CURRENCY = """
    currency, currency code, currency iso code, account currency, deal currency, waehrung, wahrung, devise, monnaie,
    moneda, divisa, valuta, moeda
"""
LAST_CONTACT = """
    last contact, last contacted, last touch, last activity date, last activity, last activity time, last contact
    date, last meeting, last call, last spoken, organization last activity date, letzter kontakt, letzte aktivitat,
    zuletzt kontaktiert, letzter besuch, dernier contact, date du dernier contact, derniere activite, ultimo
    contacto, ultima actividad, fecha de ultimo contacto, ultimo contatto, ultima attivita, laatste contact, laatste
    activiteit, laatst gecontacteerd, ultimo contato, ultima atividade
"""
LAST_ORDER = """
    last order, last order date, last purchase, last purchase date, last sale, recent deal close date, letzte
    bestellung, letzter auftrag, letzter kauf, derniere commande, dernier achat, ultimo pedido, ultima compra,
    ultimo ordine, ultimo acquisto, laatste bestelling, laatste order, ultima encomenda
"""
PERSON = """
    contact person, primary contact, primary contact name, main contact, contact name, contact, person name, contact
    full name, person, full name, ansprechpartner, ansprechpartnerin, ansprechperson, kontaktperson, kontakt,
    interlocuteur, personne de contact, nom du contact, persona de contacto, contacto, persona di contatto,
    referente, contatto, contactpersoon, pessoa de contato, pessoa de contacto, contato, name, nom, nombre, nome,
    naam
"""
FIRST_NAME = """
    first name, given name, firstname, vorname, prenom, nombre de pila, voornaam, primeiro nome
"""
LAST_NAME = """
    last name, surname, family name, lastname, nachname, nom de famille, apellido, apellidos, cognome, achternaam,
    sobrenome
"""
ROLE = """
    contact title, job title, title, position, role, function, person job title, funktion, rolle, poste, fonction,
    cargo, puesto, ruolo, posizione, functie, rol, funcao
"""
PHONE = """
    phone, phone number, main phone, business phone, telephone, telephone number, person phone work, person phone,
    mobile, mobile phone, tel, telefon, telefonnummer, rufnummer, handy, numero de telephone, telefono, numero de
    telefono, numero di telefono, telefoon, telefoonnummer, telefone
"""
EMAIL = """
    email, e mail, email address, e mail address, primary email, contact email, person email work, person email, e
    mail adresse, adresse e mail, courriel, mail, correo electronico, correo, indirizzo email, e mailadres, endereco
    de e mail
"""
LIKES = """
    likes, preferences, interests, vorlieben, interessen, preferencias, preferenze, voorkeuren
"""
STATE = """
    state, status, customer status, account status, zustand, kundenstatus, statut, estado, stato
"""
LEFT_ON = """
    left on, lost on, left since, churn date, churned on, cancellation date, verloren am, gekundigt am
"""
LEFT_BECAUSE = """
    left because, lost because, reason for leaving, churn reason, loss reason, cancellation reason, verlustgrund
"""
RUNG = """
    rung, loyalty rung, loyalty ladder, ladder, loyalty level, loyalty stage, loyalitatsstufe, treuestufe
"""
DAY = """
    date, day, activity date, order date, due date, activity due date, call date, meeting date, contact date,
    invoice date, purchase date, sent date, completed date, closed date, start date, start time, activity start
    date, created date, timestamp, datum, tag, kontaktdatum, bestelldatum, auftragsdatum, rechnungsdatum, date de
    contact, date de commande, fecha, fecha de contacto, fecha de pedido, data, data contatto, data ordine,
    besteldatum, orderdatum, data do pedido
"""
KIND = """
    kind, type, activity type, task subtype, contact type, engagement type, channel, task type, art, kontaktart,
    typ, aktivitat, aktivitatstyp, genre, type d activite, tipo, tipo de actividad, tipo di attivita, soort,
    activiteit, tipo de atividade
"""
DIRECTION = """
    direction, call direction, call type, inbound outbound, incoming outgoing, richtung, sens, direccion, direzione,
    richting, direcao
"""
NOTE = """
    note, notes, comments, comment, full comments, call notes, summary, description, activity note, subject,
    activity subject, notiz, notizen, bemerkung, bemerkungen, kommentar, betreff, beschreibung, remarque, remarques,
    commentaire, objet, nota, notas, comentario, comentarios, asunto, descripcion, commento, commenti, oggetto,
    notitie, notities, opmerking, opmerkingen, onderwerp, observacao, observacoes, assunto
"""
AMOUNT = """
    amount, order amount, total, order total, total amount, net amount, invoice amount, value, price, revenue,
    betrag, summe, gesamtbetrag, auftragswert, rechnungsbetrag, umsatz, montant, montant total, importe, monto,
    importo, totale, bedrag, totaal, valor, valor total
"""
CONTACT_ID = """
    activity id, task id, event id, engagement id, call id, record id, id, aktivitats id, external id
"""
ORDER_ID = """
    order, order id, order number, order no, invoice, invoice number, invoice no, purchase order, bestellung,
    bestellnummer, auftrag, auftragsnummer, rechnung, rechnungsnummer, belegnummer, commande, numero de commande,
    facture, numero de facture, pedido, numero de pedido, factura, ordine, numero ordine, fattura, bestelling,
    bestelnummer, ordernummer, factuurnummer, encomenda, numero do pedido, fatura
"""
PARENT = """
    parent, parent account, parent company, parent customer, parent organization, parent organisation, parent name,
    parent account name, parent company name, belongs to, group, holding, headquarters, ultimate parent account,
    muttergesellschaft, konzern, gehort zu, unternehmensgruppe, societe mere, maison mere, compte principal, empresa
    matriz, matriz, cuenta principal, societa madre, capogruppo, moedermaatschappij, hoofdaccount, empresa mae
"""
OWN_CADENCE = """
    own cadence, own days between touches, eigener rhythmus
"""
OWN_SILENCE = """
    own silence, own days until silence, eigene stille
"""
OWN_ACTIVITIES = """
    own activities, eigene aktivitaten
"""
OWN_REASON = """
    own plan because, why own plan, eigener plan weil
"""
