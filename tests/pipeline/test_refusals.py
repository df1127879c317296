"""What holds no table of services is refused with a sentence; what only looks odd is read."""

# ruff: noqa: E501 - a page a line is the easiest to read

import pytest

from pipeline.source import read_source
from tests.pipeline.test_extract import HEAD, read, refusal, row, table


def grid(*rows):
    """A table from rows of cells, the first of them headings."""
    head, *body = (line.split("|") for line in rows)
    return table(*(row(*cells) for cells in body), head="<tr><th>" + "<th>".join(head) + "</tr>")


NEWS = (
    "<h1>Unit funds 23 projects</h1><p>The Commissioner said: ‘Name any area, at any age, and we help.’</p>"
)
REFUSED = {
    "news page": NEWS + "<p>Contact the press office: press@norton.gov.uk</p><p>Updated 4 May 2021</p>",
    "news page as text": "Unit funds projects\n\nThe services help people aged 11-18 in Norton.\n\npress@a.org",
    "staff list": grid("Name|Job title|Phone|E-mail", "Jo Bloggs|Manager|01622 1|jo@a.org"),
    "staff list with areas": grid("Name|Job title|Department|Area|Email", "Jo|Boss|Youth|Norton|jo@a.org"),
    "staff list as text": "Name\n\nJob title\n\nPhone\n\nE-mail\n\nJo\n\nBoss\n\n01622\n\njo@a.org\n\nAl\n\nCook",
    "staff list with bars": "| Name | Job title | Phone | Email |\n|---|---|---|---|\n| Jo | Boss | 1 | a@b.org |",
    "councillors": grid("Councillor|Ward|Party|Email", "Jo Bloggs|Norton|Green|jo@a.org"),
    "timetable": grid("Time|Monday|Tuesday|Wednesday", "10:00|Swimming (8-11)|Judo|Yoga"),
    "timetable of classes": grid("Day|Time|Class|Venue|Ages", "Monday|10:00|Judo|Norton|8-11"),
    "buses": grid("Stop|Departs|Arrives|Service", "Norton|10:00|10:20|Line 4"),
    "schools": grid("School|Ages|Area|Head teacher|Telephone", "Norton High|11-18|Norton|Jo Bloggs|01622 1"),
    "schools by their first heading": grid("School|Ages|Area|Phone", "Norton High|11-18|Norton|01622 123456"),
    "vacancies": grid("Job title|Location|Salary|Closing date|Contact", "Cook|Norton|£20,000|1 May|jo@a.org"),
    "documents": grid("Document|Description|Size|Format", "Plan|The plan|2 MB|PDF"),
    "spending": grid("Supplier|Amount|Date|Invoice number", "Ink Ltd|£50|1 May 2020|17"),
    "league": grid("Club|Played|Won|Lost|Points", "Norton FC|3|2|1|6"),
    "opening hours": grid("Day|Opening hours", "Monday|9-5"),
    "contacts alone": grid("Name|Email", "Jo|jo@a.org"),
    "prices": grid("Product|Price (£)|Quantity", "Ball|5|2"),
    "cookies": grid("Cookie name|Purpose|Expiry", "_ga|Counts visits|2 years"),
    "fields of a program": grid(
        "Name|Type|Description",
        "start_date|string|The first day",
        "title|string|What it is called",
        "free|boolean|Costs nothing",
    ),
    "fields told by their heading": grid(
        "Field name|Type|Description", "id|uuid|Unique", "name|string|The name"
    ),
    "fields, one a row": grid(
        "Field name|Type (format)|Source",
        "name|string|HSDS",
        "description|string|HSDS",
        "email|string|HSDS",
        "url|string|HSDS",
    ),
    "two that may be names": grid(
        "Organisation|Service|What it is|Ages", "The Shed|Judo|Lessons twice a week|10-20"
    ),
    "donors": grid(
        "Name|Father's name|Age|City|Email|Blood group", "Jo Bloggs|Al Bloggs|28|Norton|jo@a.org|O+"
    ),
    "glossary": grid("Name|Description", "ACE|Adverse childhood experience", "VRU|Violence Reduction Unit"),
    "glossary with small words": grid(
        "Name|Description", "NEET|Not in education, employment or training", "DofE|Duke of Edinburgh"
    ),
    "glossary by its headings": grid("Name|Meaning", "Referral|A request for help", "Triage|A first look"),
    "cookies with a table's headings": grid(
        "Name|Description", "_ga|Registers a unique ID", "PHPSESSID|Keeps your session", "_fbp|For adverts"
    ),
    "cookies of a provider": grid(
        "Name|Provider|Purpose", "_gid|Google|Statistics", "ai_user|Microsoft|Analytics"
    ),
    "form without fields": "<h1>Suggest a service</h1><form><p>Name</p><p>Description</p><p>Age group</p>"
    "<p>Area</p><p>Contact email</p><p>Submit</p></form><p>Use this form to suggest a service.</p>",
    "form as text": "Suggest a service\n\nName\n\nDescription\n\nAge group\n\nArea\n\nEmail\n\nSubmit\n\nThank you.",
    "form with fields": "<form><p>Name <input></p><p>Description <textarea></textarea></p><p>Age group <input></p>"
    "<p>Area <input></p><p>Contact email <input type=email></p><p>Tell us more</p><p>We answer soon.</p></form>",
    "form in a table": table(
        "<td>e.g. The Shed <input></td><td>In short <textarea></textarea></td><td>e.g. 4-18 <input></td>"
        "<td>Where <select><option>Norton<option>Upton</select></td><td>Your email <input type=email></td>"
    ),
    "form on its side": "<table><tr><th>Name<td><input> required<tr><th>Description<td><textarea>In short</textarea>"
    "<tr><th>Age group<td><select><option>0-5<option>6-11</select></table>",
    "vacancies of employers": grid(
        "Organisation|Description|Location|Contact",
        "City Council|Youth worker, 37 hours, £24,000 a year. Apply by 12 May.|Norton|hr@a.gov.uk",
        "Care Ltd|Counsellor, part time, £31,000 pro rata. Closing date 1 June.|Upton|jobs@b.org",
        "Aid|Support worker vacancy, £11.44 per hour. Apply now.|Dene|hr@c.org",
    ),
    "trustees": grid(
        "Name|Position|About|Contact",
        "Jane Smith|Chair|Jane is a retired head teacher.|jane@a.org",
        "Omar Ali|Treasurer|Omar is an accountant.|omar@a.org",
    ),
    "team": grid(
        "Name|Role|Description|Email",
        "Dr Jo A. Hill|Director|Runs it|j@a.org",
        "Al Fry|Deputy head|Helps|a@a.org",
    ),
    "toys": grid(
        "Name|Description|Age range|Price",
        "Train set|Wooden, 30 pieces|3+|£29.99",
        "Brick castle|1,200 bricks|8+|£89.00",
        "Teddy|Soft and washable|0+|£12",
    ),
    "planning applications": grid(
        "Reference|Description|Location|Applicant",
        "22/0012|Single storey rear extension|12 High St, Norton|Mr Jones",
        "22/0013|Change of use to café|3 Quay, Upton|Bean Ltd",
    ),
    "menu": grid(
        "Name|Description|Price",
        "Soup|Tomato soup with bread|£4.50",
        "Burger|Served with chips|£9",
        "Pie|Leek and cheese|£8",
    ),
    "documents to download": grid(
        "Name|Description|Link",
        "Safeguarding policy|How we keep you safe|/files/policy.pdf",
        "Annual report|Our year|/files/report.docx",
    ),
    "documents by their names": grid(
        "Title|Summary", "Youth plan (PDF, 300KB)|Our aims", "Referral form (Word)|To refer"
    ),
    "vacancies with a salary": grid(
        "Organisation|Description|Salary|Closing|Location|Contact",
        "City Council|Youth worker|£24,000|Closing date 1 May|Norton|hr@a.gov.uk",
        "Care Ltd|Support assistant|£11.44 an hour|Apply by 3 May|Upton|jobs@b.org",
    ),
    "planning by reference": grid(
        "Project|Description|Location",
        "22/0012|Single storey extension|Norton",
        "22/0013|Loft conversion|Upton",
    ),
    "planning by case": grid(
        "Applicant|Details|Ref|Area",
        "Mr Jones|Loft conversion|DM/22/01234/FUL|Norton",
        "Bean Ltd|New garage|22/0013/OUT|Upton",
    ),
    "councillors by their title": grid(
        "Name|Area|Contact|Details",
        "Cllr Jo Smith|Norton|jo@a.gov.uk|Labour",
        "Cllr S Hill|Upton|s@a.gov.uk|Green",
    ),
    "councillors by their party": grid(
        "Name|Description|Area|Email",
        "Jane Smith|Labour|Norton|jane@a.gov.uk",
        "Peter Hill|Liberal Democrats|Upton|peter@a.gov.uk",
        "Peter Lee|Independent|Dene|peter.lee@a.gov.uk",
        "Anne Hay|Green|Dene|anne@a.gov.uk",
    ),
    "members of parliament": grid(
        "Name|Description|Area", "Jane Smith MP|Elected 2024|Norton", "Peter Hill MP|Elected 2019|Upton"
    ),
    "vacancies with a bare sum": grid(
        "Organisation|Description|Location|Contact",
        "County Council|Social worker, £35,000, closing date 3 May|Norton|hr@a.gov.uk",
        "City Council|Planning officer, £30,000, closing date 5 May|Upton|hr@b.gov.uk",
    ),
    "missing people": grid(
        "Name|Description|Age|Area|Contact",
        "John Brown|White male, brown hair, last seen in a blue coat|16|Norton|101@a.police.uk",
        "Amy Clarke|Tall, blonde hair, last seen on Monday|14|Upton|101@a.police.uk",
    ),
    "missing people below polling stations": grid(
        "Name|Location",
        "St Mary's Church Hall|High Street",
        "The Astor|Quay Road",
    )
    + grid(
        "Name|Description|Age|Area",
        "John Brown|Brown hair, last seen in a blue coat|16|Norton",
        "Amy Clarke|Tall, last seen on Monday|14|Upton",
    ),
    "polling stations": grid(
        "Name|Details|Area",
        "St Mary's Hall|Polling station for district AB1|Norton",
        "The Astor|Polling station for district AB2|Upton",
    ),
    "consultations": grid(
        "Name|Description|Area",
        "Local plan|Consultation on the draft plan, closes 4 May|Norton",
        "High Street|Public consultation: respond by 3 June. Closing date for responses 3 June.|Upton",
    ),
    "committees": grid(
        "Name|Description|Location|Contact",
        "Planning Committee|Agenda and minutes of each meeting|Town Hall|dem@a.gov.uk",
        "Audit Committee|Agenda, minutes and terms of reference|Town Hall|dem@a.gov.uk",
    ),
    "contracts": grid(
        "Name|Description|Amount",
        "Ink Ltd|Supply of stationery|£5,000",
        "Acme Limited|Maintenance of lifts|£25,000",
        "Soft plc|Software licences|£9,000",
        "Bin Ltd|Waste collection|£9,000",
    ),
    "fees and charges": grid(
        "Name|Description|Amount",
        "Resident permit|For a first car|£40.00",
        "Replacement bin charge|Each|£25.00",
        "Burial fee (adult)|Weekdays|£900.00",
    ),
    "empty document": "",
    "blank document": " \n\t\u00a0\n",
    "mark alone": b"\xef\xbb\xbf",
    "empty page": "<html><head><title>Services</title></head><body></body></html>",
    "page of comments": "<!-- " + table(row(*"abcde")) + " -->",
    "script alone": "<html><script>document.write('<table>')</script><noscript>Turn on scripts</noscript></html>",
    "table in a template": "<p>x</p><template>" + table(row(*"abcde")) + "</template>",
    "headings without rows": table(),
    "headings and blank rows": table(row("", "&nbsp;", "", "", "")),
    "headings as text": "Name\n\nService Provided\n\nAge group\n\nArea covered\n\nContact",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + table(row(*"abcde")).encode(),
    "Word file": b"PK\x03\x04" + bytes(200),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "bytes": bytes(range(256)) * 40,
    "compressed page": b"\x1f\x8b\x08\x00" + bytes(100),
    "404 with 200": "<h1>Page not found</h1><p>Try our services: <a href=/a>Name</a> <a href=/b>Contact</a></p>",
    "login": "<form><label>Email</label><input><label>Password</label><input><button>Log in</button></form>",
    "consent": "<h1>Before you continue</h1><p>We use cookies to provide the service.</p><button>Accept</button>",
    "service unavailable": "<html><body><h1>503 Service Unavailable</h1></body></html>",
    "JSON": '{"name": "The Shed", "service": "Open access", "age": "10-20", "contact": "a@b.org"}',
    "doubled name": grid("Name|Name|Service|Area", "a|b|c|d"),
    "doubled description": grid("Name|Description|What they do|Area", "a|b|c|d"),
    "no name": grid("Service|Ages|Area|Contact", "Open access|10-20|Norton|a@b.org").replace(
        "Service", "Cost"
    ),
    "persons with an address": grid("Name|Address|Telephone|Email", "Jo Hill|3 Quay, Upton|01622 1|jo@a.org"),
    "places without opening times": grid("Name|Address|Postcode", "The Astor|Quay Road|AB1 2CD"),
    "opening times of a person": grid("Name|Opening times|Telephone", "Jo Hill|9-5|01622 1"),
    "classes by venue": grid("Venue|Address|Activity|Time", "The Astor|Quay Road|Yoga|9am"),
    "two names": grid("Project|Organisation|Ages|Area", "Belt up|Norton Judo|8-11|Norton"),
    "trustees by their title": "<h1>Our trustees</h1>"
    + grid("Name|About|Location", "Jane Hill|Jane is an accountant|Norton", "Raj Singh|A teacher|Upton"),
    "councillors by the title of the page": "<h1>Your councillors</h1>"
    + grid(
        "Name|Description|Area|Contact",
        "John Smith|Labour member, elected 2019|Norton|j.smith@norton.gov.uk",
        "Ann Day|Conservative leader|Upton|a.day@norton.gov.uk",
    ),
    "cookies by their title": "<h1>Cookies</h1>"
    + grid("Name|Description|Website", "_ga|Counts visits|a.org", "CookieConsent|Stores it|b.org"),
    "cookies with blanks in their names": grid(
        "Name|Description", "Visit counter|A cookie that counts visits", "Your choice|Keeps your consent"
    ),
    "payments by their title": "<h1>Payments to suppliers over £500</h1>"
    + grid(
        "Supplier|Description|Service area|Amount",
        "Ink Ltd|Building works|Property|£12,000.00",
        "Toner plc|Telephony|ICT|£3,400.12",
    ),
    "fees by their title": "<h1>Registrar fees</h1>"
    + grid("Name|Details|Amount", "Birth certificate|Copy|£11.00", "Notice of marriage|Each|£35.00"),
    "planning applications by their title": "<h1>Planning applications</h1>"
    + grid(
        "Reference|Description|Location|Contact",
        "24/00123/FUL|Crown reduce oak|12 High Street|planning@norton.gov.uk",
        "24/00124/TPO|New windows|Oak House|planning@norton.gov.uk",
    ),
    "safeguarding leads by their title": "<h1>Safeguarding leads</h1>"
    + grid(
        "Name|Description|Contact",
        "Jane Smith|Designated safeguarding lead|jsmith@norton.sch.uk",
        "Tom Hill|Deputy safeguarding lead|thill@norton.sch.uk",
    ),
    "councillors with ages and areas": grid(
        "Name|Age|Area|Contact", "Cllr Jo Hill|34|Norton|jo@a.org", "Cllr Al Day|41|Upton|al@a.org"
    ),
    "colleagues with an initial in their mailboxes": grid(
        "Name|What they do|Area|Contact",
        "Sarah Rothwell|Manager|Norton|s.rothwell@norton.gov.uk",
        "Emma Price|Policy officer|Upton|eprice@norton.gov.uk",
    ),
    "noise": "lorem ipsum 12-14 a@b.org\n" * 20_000,
}


@pytest.mark.parametrize("page", REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_table_of_services_is_refused(page):
    refusal(page)


ONE = "The Shed|Open access|10-20|Norton|a@b.org"
TEXT = "\n\n".join(["Name", "Service Provided", "Age group", "Area covered", "Contact"])
RECORD = "The Shed\n\nAn open access project for young people.\n\n10-20\n\nNorton\n\na@b.org\n\n"
READ = {
    "plain": grid("Name|Service|Ages|Area|Contact", ONE),
    "funded": grid("Name of organisation|Purpose of grant|Amount awarded", "The Shed|Open access|£5,000"),
    "no description": grid("Provider|Age range|District", "The Shed|10-20|Norton"),
    "no area": grid("Group|Age group|Email", "The Shed|10-20|a@b.org"),
    "ages and telephone": grid("Group|Age group|Telephone", "The Shed|10-20|01622 123456"),
    "for whom in words": grid(
        "Programme|Who can apply|How to apply|Telephone", "The Shed|Veterans|In person|01622 123456"
    ),
    "place first": grid(
        "Place|What you will find|Address|Telephone", "The Shed|Soup|1 Mill Lane, Norton|01622 123456"
    ),
    "type beside description": grid(
        "Name|Type of service|Description|Area", "The Shed|Sport|Judo lessons|Norton"
    ),
    "referral e-mail": grid("Service|Description|Referral e-mail", "The Shed|Judo|a@b.org"),
    "days and times behind the name": grid("Club|Session|Day|Time", "The Shed|Open access|Monday|7-9pm"),
    "school years with days and times": grid(
        "Club|Day|Time|School years|Venue", "The Shed|Monday|7-9pm|Years 7-9|Town Hall, Norton"
    ),
    "two columns": grid("Organisation|What they do", "The Shed|Open access"),
    "service as name": grid("Service|Description|Telephone", "The Shed|Open access|01622 1"),
    "service as description": grid("Provider|Service|Ages", "The Shed|Open access|10-20"),
    "activity as name": grid(
        "Activity|What they do|Ages|Venue|Book with", "The Shed|Open|10-20|Norton|a@b.org"
    ),
    "activity as description": grid("Provider|Activity|Ages|Venue", "The Shed|Open|10-20|Norton"),
    "activity of a name that nobody knows": grid(
        "Kids' stuff|Activity|Ages|Area|Contact",
        "The Shed|Open|10-20|Norton|a@b.org",
        "Box|Box|4-9|Up|c@d.org",
    ),
    "years in headings": grid("Project 2020/21|Summary|Funding 2020/21", "The Shed|Open access|£5"),
    "capitals and colons": grid("NAME:|SERVICE PROVIDED:|AGE GROUP:", "The Shed|Open access|10-20"),
    "numbers in brackets": grid("Name|Activity|Age (years)|Area(s) covered", "The Shed|Open|10-20|Norton"),
    "leaflets": grid(
        "Name|Description|Website",
        "The Shed|Open access|www.a.org/leaflet.pdf",
        "Box|Boxing plan|www.b.org/form.pdf",
    ),
    "help for visitors": grid(
        "Name|Description",
        "The Shed|Open access",
        "Spurgeons|Welcomes prison visitors",
        "Pact|Supports visitors and families",
    ),
    "lunch clubs": grid(
        "Name|Description|Price", "The Shed|Lunch club: soup and bread|£3", "Box|Weekly pie group|£5"
    ),
    "a reference": grid(
        "Name|Reference|Description|Area", "The Shed|22/0012|Open|Norton", "Box|22/0013|Boxing|Upton"
    ),
    "a role": grid(
        "Organisation|Role|Description|Area",
        "The Shed|Manager|Open|Norton",
        "Box Out|Lead officer|Boxing|Upton",
    ),
    "names of persons": grid(
        "Name|About|Ages|Contact", "The Shed|Open|10-20|a@b.org", "Jane Smith|Childminder|0-5|j@b.org"
    ),
    "prices of sessions": grid(
        "Name|Description|Ages|Price",
        "The Shed|Soft play session|0-5|£4.50",
        "Box|Lego club, 30 pieces|4+|£3",
    ),
    "hourly prices": grid(
        "Name|Description|Area|Contact",
        "The Shed|Full time and part time places, £5.50 per hour. Vacancies for under 2s.|Norton|a@b.org",
        "Box|After school care, £4 per hour. Closed in August.|Upton|c@d.org",
    ),
    "jobs for young people": grid(
        "Organisation|Description|Contact",
        "The Shed|Helps with CVs and interviews for part-time jobs; a key worker for each|a@b.org",
        "Box|Finds apprenticeships; pays £200 per week; apply online|c@d.org",
    ),
    "a councillor's project": grid(
        "Name|Description|Area",
        "The Shed|Open access; Cllr Jo Smith is a trustee|Norton",
        "Councillor Fund Club|Boxing|Upton",
        "Green Gym|Independent living|Dene",
    ),
    "people who offer a service": grid(
        "Name|Description|Area",
        "The Shed|Green|Norton",
        "Jane Smith|Independent|Upton",
        "Amy Lee|Independent|Dene",
    ),
    "names with letters in them": grid(
        "Name|Description|Area", "The Shed|Open|Norton", "MP Smarter Travel|Bikes|Upton", "MP Gym|Boxing|Dene"
    ),
    "companies that help people": grid(
        "Name|Description|Amount",
        "The Shed|Open access|£5,000",
        "Box Ltd|We think that it lifts spirits|£2,000",
        "Hop Limited|Cleaning for older tenants; an equipment library|£900",
    ),
    "help for families of missing people": grid(
        "Name|Description|Ages|Contact",
        "The Shed|Talks with children who were reported missing|10-20|a@b.org",
        "Box|Return home interviews for those last seen in Norton|10-18|c@d.org",
    ),
    "services in a polling station": grid(
        "Name|Description|Area",
        "The Shed|Open; closed when it is a polling station|Norton",
        "Box|Boxing|Upton",
    ),
    "places and when they are open": grid(
        "Name|Opening times|Address|Phone",
        "The Shed|Monday 10am to 12 noon|Church Lane, AB1 2CD|01233 652 432",
    ),
    "venues with an address": grid(
        "Venue|Address|Opening times|What is on offer", "The Shed|Newton Road|Monday to Friday|Soup and tea"
    ),
    "libraries": grid(
        "Library|Address|Opening hours|Telephone|Facilities", "The Shed|Broad Street|9am to 6pm|01622 1|Wi-Fi"
    ),
    "a project of each organisation": grid(
        "Organisation|Project|Amount awarded|Area", "The Shed|Falls prevention classes|£9,850|Thanet"
    ),
    "halls that are polling stations": grid(
        "Name|Description|Telephone",
        "The Shed|Community centre and polling station|01304 361999",
        "Upton Hall|Polling station on election days, youth club on Fridays|01304 361998",
        "Dene Hall|Polling station and lunch club|01304 361997",
    ),
    "halls that are polling stations on some days": grid(
        "Name|Description|Area",
        "The Shed|Lunch club; a polling station on election days|Norton",
        "Upton Hall|Polling station on election days, youth club on Fridays|Upton",
    ),
    "help with jobs": grid(
        "Name|Description|Area|Contact",
        "The Shed|Help with CVs. Jobs pay at least £12.21 per hour. Apply by Friday. Manager: Jo|Deal|a@x.org",
        "Kickstart|Paid six month jobs with £20,000 salary. Apply by email to the officer|Dover|c@x.org",
    ),
    "abbreviations of names": grid(
        "Name|Description",
        "The Shed|Open access",
        "CAB|Citizens Advice Bureau",
        "RVS|Royal Voluntary Service",
        "AA|Alcoholics Anonymous",
        "NA|Narcotics Anonymous",
    ),
    "youth workers of a council": grid(
        "Name|Service provided|Area covered|Contact",
        "The Shed|Open access|Norton|shed@a.gov.uk",
        "Will Grant|Youth worker for schools in the north|Swale|will.grant@kent.gov.uk",
        "May Hill|Youth worker for schools in the east|Thanet|may.hill@kent.gov.uk",
    ),
    "memberships": grid(
        "Name|Description|Cost",
        "The Shed|Hall for community groups|£15",
        "Youth membership fee|A year of sessions, trips and gym|£10",
        "Family membership fee|Swimming lessons for a year|£45",
    ),
    "grants with a reference": grid(
        "Name|Ref no|Description|Amount",
        "The Shed|22/0012|Extension of the kitchen|£500",
        "Upton Hall|22/0013|New roof|£900",
    ),
    "plans with a contact": grid(
        "Name|Description|Website|Contact",
        "The Shed|Open|www.a.org/plan.pdf|a@b.org",
        "Care Plan Support|Help with plans|www.b.org/form.pdf|c@d.org",
        "Report Hate|Help for victims|www.c.org/form.pdf|e@f.org",
    ),
    "services consulted about": grid(
        "Name|Description|Area",
        "The Shed|Open until late. Young people run a public consultation each year.|Norton",
        "Box|Boxing. Closed in August. We respond to public consultation with members.|Upton",
    ),
    "services with a say": grid(
        "Name|Description|Area",
        "The Shed|Young people have their say in consultations of the council|Norton",
        "Box|Free first consultation by phone|Upton",
    ),
    "committees of volunteers": grid(
        "Name|Description|Contact",
        "The Shed|Run by a committee of parents|a@b.org",
        "Carnival Committee|Organises the carnival each June|c@d.org",
        "Youth Council|Young people who advise the cabinet; agenda set by them|e@f.org",
    ),
    "grants to companies": grid(
        "Name|Description|Amount",
        "The Shed|Kitchen equipment|£5,000",
        "Box Ltd|Boxing for young people; hire of hall|£2,000",
        "Hop Ltd|Mentoring and IT training|£900",
    ),
    "grants for works": grid(
        "Name|Description|Amount",
        "The Shed|New boiler|£5,000",
        "Village Hall|Roofing|£2,000",
        "Scouts|Printing of a leaflet|£300",
    ),
    "services with a charge": grid(
        "Name|Description|Price",
        "The Shed|Lunch; no charge|£3",
        "Charge Up|Sport fees apply|£5",
        "Fit|Gym|£2",
    ),
    "funds with closing dates": grid(
        "Organisation|Description|Contact",
        "The Shed|Youth worker fund: grants of £35,000, closing date 3 May|a@b.org",
        "Box|Officer training grants, £20,000, closing 1 June|c@d.org",
    ),
    "names in capitals": grid(
        "Name|Description", "The Shed|Open access", "SALUS|Support for families", "NSPCC|Helps children"
    ),
    "online services": grid(
        "Name|Description", "The Shed|Online", "Kooth.com|Online counselling", "Childline.org.uk|Help by chat"
    ),
    "abbreviations with prose": grid(
        "Name|Description",
        "The Shed|Open access",
        "ACE|Adult Community Education: courses in English, maths and computers for adults in Norton and Upton",
    ),
    "grants": grid(
        "Organisation|Purpose of grant|Amount", "The Shed|Salary of a part-time youth worker|£20,000 a year"
    ),
    "a field in each row": table(
        *("<td><input type=checkbox> The Shed</td>" + row("Open", "10-20", "Norton", "a@b.org") for _ in "ab")
    ),
    "beside a form": "<form>"
    + grid("Name|Service|Ages", "The Shed|Open|10-20")
    + "<p>Name <input></p><p>Email <input></p><p>Comment <textarea></textarea></p></form>",
    "unknown heading": grid("Name|Service|Shoe size", "The Shed|Open access|9"),
    "a start date": grid("Name|Service|Ages|Area|Start date", "The Shed|Open access|10-20|Norton|1 May"),
    "opening times too": grid("Name|Service|Ages|Area|Opening times", "The Shed|Open|10-20|Norton|9-5"),
    "contact and email": grid("Name|Service|Contact|Email|Phone", "The Shed|Open|Jo|a@b.org|01622 1"),
    "divided headings": grid("Organisation / Project|Details of service|Ages", "The Shed|Open access|10-20"),
    "e-mail or phone": grid("Club|About|Contact (phone/e-mail)", "The Shed|Open|a@b.org"),
    "title row": table("<td colspan=5>Services</td>", HEAD[4:-5], row(*ONE.split("|")), head=""),
    "in a layout table": f"<table><tr><td>Menu<td>{grid('Name|Service|Ages', 'The Shed|Open|10-20')}</table>",
    "beside a staff list": REFUSED["staff list"] + grid("Name|Service|Ages", "The Shed|Open|10-20"),
    "below a timetable": REFUSED["timetable"] + grid("Name|Service|Ages", "The Shed|Open|10-20"),
    "on a news page": NEWS + grid("Name|Service|Ages", "The Shed|Open|10-20"),
    "on its side": "<table><tr><th>Name<td>The Shed<tr><th>Service<td>Open<tr><th>Ages<td>10-20</table>",
    "without rows tags": "<table><th>Name<th>Service<th>Ages<tr><td>The Shed<td>Open<td>10-20</table>",
    "unclosed": "<table><tr><td>Name<td>Service<td>Ages<tr><td>The Shed<td>Open<td>10-20",
    "fragment": HEAD + f"<tr>{row(*ONE.split('|'))}</tr>",
    "bars": "Name | Service | Ages\n---|---|---\nThe Shed | Open access | 10-20",
    "Markdown": "| **Name** | **Service** | Ages |\n|:--|:-:|--:|\n| The Shed | Open \\| free | 10\\-20 |",
    "tabs": "Services\n\nName\tService\tAges\nThe Shed\tOpen access\t10-20\nBox\tBoxing\t4-18",
    "commas": 'Name,Service,Ages\n"The Shed","Open, free",10-20',
    "semicolons": "Name;Service;Ages\nThe Shed;Open, free;10-20",
    "wide blanks": "Name      Service      Ages\nThe Shed  Open access  10-20\nBox       Boxing       4-18",
    "a box": "+----+-----+----+\n|Name|About|Ages|\n+----+-----+----+\n|Shed|Open |4-9 |\n+----+-----+----+",
    "paragraphs": f"{TEXT}\n\n{RECORD * 3}Updated 4 May 2021",
    "paragraphs in tags": "".join(f"<p>{x}</p>" for x in f"{TEXT}\n\n{RECORD * 3}Updated".split("\n\n")),
    "boxes": "".join(f"<div>{x}</div>" for x in f"{TEXT}\n\n{RECORD * 3}Updated".split("\n\n")),
    "cards": "<h3>The Shed</h3><p>Service: Open</p><p>Ages: 10-20</p>" * 2,
    "definitions": "<dl>" + "<dt>Name<dd>The Shed<dt>Service<dd>Open" * 2 + "</dl>",
}


@pytest.mark.parametrize("page", READ.values(), ids=list(READ))
def test_what_is_a_table_of_services_is_read(page):
    found = read(page)
    names = [cell.text for cell in found.records[0].cells if cell.role == "name"]
    assert names in (["The Shed"], ["Shed"])


def test_required_heading_that_is_missing_is_named():
    page = grid("Name|Service|Area|Contact", "The Shed|Open access|Norton|a@b.org")
    assert refusal(page, read_source("kent-vru")) == {"heading-missing"}


def test_refusal_is_one_clear_sentence():
    for page, words in {
        REFUSED["staff list"]: "a staff list",
        REFUSED["timetable"]: "a timetable",
        REFUSED["PDF"]: "a PDF file",
        REFUSED["404 with 200"]: "not found",
        REFUSED["login"]: "log in",
    }.items():
        with pytest.raises(Exception, match=words):
            read(page)
