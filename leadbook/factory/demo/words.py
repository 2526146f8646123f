# ruff: noqa: E501, SIM905 - lists of words
"""The words the demo's people are made of. Nobody in here is real: phones are 555 numbers, mail goes to example.*."""

from __future__ import annotations

FIRST = """
Dana Marcus Priya Elena Tyrone Mei Carlos Aisha Patrick Yuki Sofia Jamal Hannah Diego Fatima Owen Leila Andre Grace Ravi
Nora Kenji Camila Isaac Amara Liam Svetlana Omar Chloe Mateo Ingrid Darnell Ana Viktor Keisha Daniel Thuy Rosa Ethan Zainab
Lucia Peter Naomi Hassan Julia Kwame Beatriz Samuel Irina Malik Claire Arjun Teresa Dmitri Monique Brian Lin Gabriela Noah Farah
Helen Jorge Simone Wei Angela Tomas Renee Abdul Megan Sanjay Paula Eric Nadia Curtis Emily Hiro Valeria Jonah Imani Stefan
Laura Rohan Denise Miguel Tara Anton Yolanda Kevin Ngozi Philip Marisol Aaron Deepa Victor Joanna Emeka Ruth Felix Maya Leon
""".split()
LAST = """
Whitfield Okafor Ramirez Chen Patel Johansson Washington Kowalski Nguyen Haddad Brooks Silva Tanaka Murphy Goldberg Mbeki Rossi Park Hughes Delgado
Freeman Ivanova Sharma Castillo Bennett Osei Lindqvist Vargas Cohen Ali Morrison Yamamoto Reyes Foster Novak Singh Bailey Mensah Torres Kim
Harper Bianchi Dixon Petrov Coleman Rahman Herrera Walsh Suzuki Adeyemi Price Fernandez Larsen Jenkins Gupta Moreau Griffin Hassan Ortega Schmidt
Tran Powell Santos Fischer Robinson Mehta Quinn Cruz Andersen Henry Das Romero Ward Malik Duarte Peters Sato Boone Khan Marsh
Alvarez Dubois Carter Wong Espinoza Sullivan Rao Fleming Pereira Hayes Abbott Lopez Stone Nakamura Barnes Iqbal Grant Medina Wells Popov
""".split()
TOWNS = (  # city, state, ZIP, area codes
    ("Montclair", "NJ", "07042", "973"), ("Hoboken", "NJ", "07030", "201"), ("Newark", "NJ", "07102", "862"),
    ("Maplewood", "NJ", "07040", "973"), ("Princeton", "NJ", "08540", "609"), ("Red Bank", "NJ", "07701", "732"),
    ("Jersey City", "NJ", "07302", "551"), ("Summit", "NJ", "07901", "908"), ("Cherry Hill", "NJ", "08002", "856"),
    ("Edison", "NJ", "08817", "848"), ("Brooklyn", "NY", "11201", "718"), ("White Plains", "NY", "10601", "914"),
    ("Yonkers", "NY", "10701", "914"), ("New York", "NY", "10025", "212"), ("Nyack", "NY", "10960", "845"),
    ("Great Neck", "NY", "11021", "516"), ("Huntington", "NY", "11743", "631"), ("Queens", "NY", "11375", "347"),
    ("Stamford", "CT", "06901", "203"), ("Norwalk", "CT", "06850", "475"), ("Hartford", "CT", "06103", "860"))
STREETS = ("Elm Street", "Maple Avenue", "Harrison Street", "Park Place", "Grove Street", "Union Avenue", "Highland Road",
           "Church Street", "Walnut Lane", "Valley Road", "Lincoln Avenue", "Prospect Street", "Cedar Court", "River Road",
           "Bloomfield Avenue", "Spring Street", "Washington Street", "Orchard Hill", "Lakeview Drive", "Chestnut Street")
FIRMS = ("Homes", "& Sons", "Holdings", "Dental", "Catering", "Design Studio", "Plumbing", "Law Office", "Investments",
         "Bakery", "Landscaping", "Consulting")

OWNERS = ("Grace Bennett", "Marcus Hale", "Priya Raman", "Luis Ortega", "Hannah Weiss")
BACKUPS = ("Marcus Hale", "Grace Bennett", "Hannah Weiss", "Priya Raman", "Grace Bennett")
GIVERS = ("Ann Baker", "Tom Reilly", "Sonia Mendes", "Walter Kim", "Rachel Adler", "Devon Clarke", "Mina Farahani",
          "Joe Santoro", "Lorraine Peck", "Harold Stein", "Bianca Russo", "Nikhil Desai", "Carmen Ibarra", "Fred Olsen",
          "Tamika Rowe", "Greg Hollis", "Yvonne Tate", "Pavel Hruska", "Esther Wolfe", "Manny Flores", "Kathy Brandt",
          "Dr. Alan Moss", "First Harbor Lending", "Cole Title & Escrow")

# source: share of the leads, how readily they go on (1 = average), how we met
SOURCES = {
    "Referral": (0.20, 1.25, ("Introduced by e-mail", "Introduced at lunch", "Giver called us")),
    "Past client": (0.09, 1.3, ("Sold them their first home", "Closed with us before")),
    "Open house": (0.17, 0.95, ("Open house, 14 Grove Street", "Open house, 220 Park Place", "Open house, Valley Road")),
    "Website": (0.20, 0.9, ("Asked for a home valuation online", "Asked about a listing online")),
    "Sign call": (0.10, 1.0, ("Called from the yard sign",)),
    "Social media": (0.12, 0.85, ("Answered our market report post", "Message on the neighborhood page")),
    "Mailing": (0.05, 0.9, ("Sent back our postcard",)),
    "Cold call": (0.07, 0.6, ("Expired listing, we called",)),
}
SHOW = (0.9, ("At our booth, drew for the gift basket", "At our booth, asked about prices", "At our booth, left a card"))

NEEDS = ("Sell the house, buy a condo", "Buy a first home", "Sell before relocating", "Wants a valuation",
         "Buy closer to the train", "Downsize after retirement", "Needs a third bedroom", "Buy a two-family to rent out",
         "Sell a parent's house", "Lease ends, wants to buy", "Buy in a better school district", "Sell the rental unit")
LOST = ("Chose another agent", "Decided to stay", "Never reached", "Price too high", "Rented instead", "Lost the financing",
        "Bought from family", "Moved out of state")
ACTIONS = {
    "New": ("Call to introduce ourselves", "Call about the valuation", "Call about the listing"),
    "Contacted": ("Call to set the appointment", "Send three listings that fit", "Call with the lender's name"),
    "Appointment": ("Confirm the viewing", "Prepare the market analysis", "Send notes of our meeting"),
    "Proposal": ("Call about the listing agreement", "Call about the offer", "Send the revised terms"),
    "Nurture": ("Call about spring plans", "Send the neighborhood report", "Call to say hello", "Invite to the client dinner",
                "Ask how the search goes", "Send the price trend of their street"),
}
TALKS = ("Wants to see it on Saturday", "Prefers texts in the evening", "Needs to sell first", "Pre-approved by the bank",
         "Asked about school districts", "Talking to a partner tonight", "Likes the price range", "Wants a garage",
         "Timeline is flexible", "Will decide with family; we call back", "Asked for comparables", "Good talk, ready to move")
TAGS = ("investor", "first-time buyer", "vip", "downsizer", "relocation", "cash buyer")
NOTES = ("Two kids, one dog. Loves a porch.", "Works nights: best reached after 3 pm.", "Has a house to sell in the spring.",
         "Speaks Spanish at home.", "Knows the lender already.", "Wants to stay near the park.")
