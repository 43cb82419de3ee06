package growth

// standard is what the two jobs answer for until a workspace says otherwise.
var standard = []Charge{
	charge(Manager, "vision", "Vision and strategy", "Why the product exists, for whom, and what it will not do; kept true and known by all who work on it.", "strategy.set"),
	charge(Manager, "objectives", "Objectives and key results", "What shall be true by when, and whether it is becoming true.", "objective.set"),
	charge(Manager, "metrics", "Numbers that matter", "Which numbers tell how the product does, how each is defined, and that they are looked at.", "metric.set"),
	charge(Manager, "market", "Market and customers", "Knowing segments, competitors, accounts and what they are willing to pay for.", "market.record"),
	charge(Manager, "discovery", "Discovery", "Hearing customers, drawing insights, and naming the opportunities worth serving.", "insight.draw"),
	charge(Manager, "bets", "Features and bets", "What will be offered and why, with a prediction that is settled afterwards.", "feature.define", "feature.score"),
	charge(Manager, "roadmap", "Roadmap", "What comes when, and which audience is shown what of it.", "roadmap.place", "roadmap.share"),
	charge(Manager, "promises", "Release dates and promises", "Which day is promised to whom, and telling them first when it is at risk.", "release.date"),
	charge(Manager, "pricing", "Pricing", "Plans, prices and how they change.", "price.set"),
	charge(Manager, "budget", "Budget and business case", "What the product may cost and must bring.", "budget.set"),
	charge(Manager, "launch", "Launch", "That every department is ready when something reaches the market.", "launch.plan"),
	charge(Manager, "stakeholders", "Stakeholders", "Who has to know and agree, how often they are told, and that they can say where things stand."),
	charge(Manager, "market-risks", "Risks of market, compliance and strategy", "Seeing them early, and what is done about them.", "risk.set:market", "risk.set:compliance", "risk.set:strategy"),
	charge(Owner, "backlog", "Order of the backlog", "One order that everybody can see and work from.", "backlog.rank"),
	charge(Owner, "stories", "Stories and criteria", "That each item says whom it serves and when it is right.", "story.write", "criteria.set"),
	charge(Owner, "refinement", "Refinement", "That there is always enough that is ready, sized by those who build it.", "refinement.run"),
	charge(Owner, "questions", "Answers to the team", "That a question is answered the day it is asked.", "story.write"),
	charge(Owner, "feedback", "Feedback into work", "That what customers say reaches the backlog, or is answered.", "feedback.take"),
	charge(Owner, "sprints", "Sprints", "Goal and scope of each sprint, its start and its close.", "sprint.plan", "sprint.start", "sprint.close"),
	charge(Owner, "acceptance", "Acceptance", "A verdict on everything that is finished, on evidence, within days.", "work.accept", "work.reject"),
	charge(Owner, "releases", "Content of releases", "What goes out together; go or no-go.", "release.content"),
	charge(Owner, "delivery-risks", "Risks of delivery and technology", "Seeing them early, and what is done about them.", "risk.set:delivery", "risk.set:technical"),
	charge(Owner, "costs", "What it cost", "That what was spent is recorded and explained.", "cost.record"),
	charge(Owner, "way-of-working", "Way of working", "States, definitions and limits that the team has agreed on.", "workflow.set"),
}

func charge(job, name, title, about string, decisions ...string) Charge {
	return Charge{Name: name, Job: job, Title: title, About: about, Decisions: decisions}
}

// skillsOf are the skills of both careers until a workspace says otherwise: five
// levels each, from learning it to shaping how others do it.
var skillsOf = []Ability{
	skill(Manager, "strategy", "Strategy", "Choosing where to play and what not to do.", "Tell of a product decision that meant saying no to something attractive. What was it judged by?",
		"Can say what the product is for, and for whom.", "Writes objectives that follow from a strategy others made.", "Sets a product's strategy with evidence, and says what is left out.", "Aligns several products, and changes course when the evidence does.", "Shapes where the company plays; others learn strategy from them."),
	skill(Manager, "discovery", "Discovery", "Finding what is worth building before it is built.", "Walk through the last time customers changed your mind. What had you believed, and what did you do next?",
		"Sits in on interviews and writes down what was said.", "Runs interviews from a guide that others made.", "Plans and runs discovery by themselves; tests the riskiest assumption first.", "Builds a habit of discovery in a team; keeps opinions and evidence apart.", "Sets how the company learns from customers."),
	skill(Manager, "market", "Market and business", "Knowing who pays, for what, and what else they could buy.", "How did your product make money, what did it cost, and which of the two did you move?",
		"Knows the product's customers, competitors and prices.", "Prepares a business case with help.", "Owns a business case and a price; explains each variance.", "Moves the profit of a product line on purpose.", "Finds and opens markets."),
	skill(Manager, "metrics", "Data and experiments", "Deciding by numbers, and knowing when they do not decide.", "Which number did you bet on last, by how much should it have moved, and how did it come out?",
		"Reads a dashboard and asks what a number means.", "Defines a metric and follows it.", "Predicts, measures and settles bets; designs a fair experiment.", "Builds a tree of drivers that a team steers by.", "Sets the standard of evidence for many teams."),
	skill(Manager, "roadmap", "Roadmap and priorities", "Putting what matters most first, in a form that each audience can use.", "Somebody important asked for something that was not on your roadmap. What happened?",
		"Keeps a roadmap up to date that others decide.", "Ranks features by an agreed method.", "Owns a roadmap, with ranges and odds rather than dates that cannot be kept.", "Balances several roadmaps and their dependencies.", "Sets how the company decides what to fund."),
	skill(Manager, "stakeholders", "Stakeholders", "That those who must agree do, and those who must know are told in time.", "Describe a decision that two powerful people wanted differently. How was it made?",
		"Tells those nearby what is going on.", "Keeps a communication plan that was agreed with others.", "Wins agreement for decisions that are not liked by all.", "Handles conflict between departments; is trusted by executives.", "Is the product's voice to boards, regulators and partners."),
	skill(Manager, "launch", "Going to market", "That what ships is sold, supported and used.", "Tell of a launch that did not go as planned. What did each department have to do?",
		"Does their part of a launch plan.", "Plans a small launch with help.", "Leads a launch over departments, to the review after it.", "Leads launches that carry the year.", "Sets how the company brings things to market."),
	skill(Manager, "leadership", "Leading without a title", "That a team wants the same outcome.", "When did a team follow you somewhere it did not want to go at first?",
		"Works well in a team.", "Gives feedback, and asks for it.", "A team understands why, and decides well without them.", "Grows other product managers.", "Builds the organisation and its leaders."),
	skill(Owner, "backlog", "Ordering the backlog", "One order that serves the objective, and can be explained.", "What was on top of your last backlog, what was second, and why in that order?",
		"Keeps a backlog tidy that others order.", "Orders a backlog by rules that were agreed.", "Owns one order for a team, weighs value, risk and cost of delay, and cuts what is stale.", "Orders work over several teams and their dependencies.", "Sets how many teams bring their orders together."),
	skill(Owner, "stories", "Stories and criteria", "Small slices of value that say when they are right.", "Split this for us: pay a loan back early. What is the first slice, and how do we know it is right?",
		"Writes stories from a template; others complete the criteria.", "Writes stories with criteria that can be tested.", "Splits anything into slices of value; scenarios leave no doubt.", "Shapes the story map of a product with a team.", "Sets the craft for many teams."),
	skill(Owner, "refinement", "Refinement and facilitation", "A team that understands the same thing, in little time.", "A refinement goes round in circles. What do you do in the next five minutes?",
		"Takes part, and takes notes.", "Runs a refinement from an agenda.", "Keeps two sprints ready; everybody speaks; estimates are the team's.", "Facilitates over teams and in conflict.", "Teaches others to facilitate."),
	skill(Owner, "delivery", "Sprints and flow", "A goal that is met, and dates that hold as often as was said.", "Your sprint is half over and will not make its goal. What do you look at, and what do you say to whom?",
		"Knows where work stands.", "Plans a sprint with the team's capacity in sight.", "Steers by goal and flow; forecasts with odds; trades scope in the open.", "Improves the flow of several teams with data.", "Designs how delivery works across the company."),
	skill(Owner, "acceptance", "Acceptance and quality", "A verdict on evidence, soon.", "When did you last reject finished work? What did you say, and what changed afterwards?",
		"Tries out what was built against the criteria.", "Gives verdicts within days and says why.", "Accepts on evidence; the definition of done holds; rework falls.", "Builds quality in with testers and developers over teams.", "Sets what quality means for the company."),
	skill(Owner, "domain", "Domain and users", "Knowing the work of those who use it.", "Explain to us how your users do their work on a bad day.",
		"Knows the main tasks of users.", "Answers most of the team's questions.", "Knows rules and exceptions; turns feedback into work within a week.", "Is asked by others about the domain.", "Shapes the domain's rules with regulators and partners."),
	skill(Owner, "decisions", "Deciding with others", "The right decision, by the right person, in time.", "Which decision did you leave to somebody else although you could have taken it?",
		"Asks who decides.", "Decides within what was agreed, and explains it.", "Decides fast what is theirs; puts trade-offs to the product manager with options and prices.", "Settles disputes over scope between teams.", "Shapes who decides what across the company."),
	skill(Owner, "coaching", "Coaching and agile practice", "That the team gets better at getting better.", "What did your team change after its last three retrospectives, and who made it happen?",
		"Takes part in retrospectives and does their actions.", "Helps a team to keep its agreements.", "A team improves measurably in a quarter.", "Coaches product owners and several teams.", "Leads agile practice for the company."),
}

func skill(job, name, title, about, question string, levels ...string) Ability {
	return Ability{Name: job + "-" + name, Job: job, Title: title, About: about, Question: question, Levels: levels}
}

// stepsOf are the ladders of both careers, from the first step to the last, with
// the level that each expects of the skills in their order.
var stepsOf = []Rung{
	rung(Manager, "associate-pm", "Associate product manager", "Learns the job on a part of a product, with a lead close by.", 1, 2, 1, 2, 1, 2, 1, 2),
	rung(Manager, "pm", "Product manager", "Owns a product, or a whole part of one.", 2, 3, 2, 3, 3, 3, 2, 2),
	rung(Manager, "senior-pm", "Senior product manager", "Owns a product that carries the business; helps others to grow.", 3, 4, 3, 4, 3, 3, 3, 3),
	rung(Manager, "group-pm", "Group product manager", "Leads several products and those who manage them.", 4, 4, 4, 4, 4, 4, 4, 4),
	rung(Manager, "director-product", "Director of product", "Answers for a portfolio, its profit and its people.", 5, 4, 5, 4, 5, 5, 4, 5),
	rung(Owner, "junior-owner", "Junior product owner", "Owns a part of a team's backlog, with an owner close by.", 1, 2, 2, 1, 2, 2, 1, 1),
	rung(Owner, "owner", "Product owner", "Owns the backlog of one team.", 3, 3, 3, 2, 3, 3, 2, 2),
	rung(Owner, "senior-owner", "Senior product owner", "Owns the backlog of a difficult product, or of two teams.", 3, 4, 3, 3, 4, 4, 3, 3),
	rung(Owner, "lead-owner", "Lead product owner", "Leads the owners of several teams and brings their orders together.", 4, 4, 4, 4, 4, 4, 4, 4),
	rung(Owner, "director-agile", "Director of agile practice", "Answers for how the company delivers, and for those who own its backlogs.", 5, 4, 5, 5, 4, 4, 5, 5),
}

func rung(job, name, title, about string, levels ...int) Rung {
	r := Rung{Name: name, Job: job, Title: title, About: about, Expects: map[string]int{}}
	n := 0
	for _, s := range skillsOf {
		if s.Job == job {
			r.Expects[s.Name] = levels[n]
			n++
		}
	}
	return r
}
