// French. Each line is one form; the second text is its negation. `\1` marks a word that contracts with the next
// ("de\1le" is "du", "que\1il" is "qu'il").
#include "adapters/wording/languages.h"

namespace segue::wording {
namespace {

constexpr Words kWords[] = {
    {Say::kField, "le champ {0}"},
    {Say::kProperty, "la propriété {0}"},
    {Say::kScore, "le score {0}"},
    {Say::kGroup, "le groupe {0}"},
    {Say::kAnniversaryOf, "l'anniversaire du champ {0}"},
    {Say::kSinceLast, "le temps écoulé depuis le dernier {0}"},
    {Say::kSumOf, "la somme de la propriété {0} sur les {1}{2}"},
    {Say::kAverageOf, "la moyenne de la propriété {0} sur les {1}{2}"},
    {Say::kLargestOf, "la plus grande valeur de la propriété {0} sur les {1}{2}"},
    {Say::kSmallestOf, "la plus petite valeur de la propriété {0} sur les {1}{2}"},
    {Say::kDistinctOf, "le nombre de valeurs distinctes de la propriété {0} sur les {1}{2}"},
    {Say::kMedianOf, "la médiane de la propriété {0} sur les {1}{2}"},
    {Say::kLastOf, "la dernière valeur de la propriété {0} sur les {1}{2}"},
    {Say::kRankOf, "le centile {3} de la propriété {0} sur les {1}{2}"},

    {Say::kIs, "{0} est {1}", "{0} n'est pas {1}{2}"},
    {Say::kEquals, "{0} vaut {1}", "{0} ne vaut pas {1}{2}"},
    {Say::kLess, "{0} vaut moins de {1}", "{0} ne vaut pas moins de {1}{2}"},
    {Say::kAtMost, "{0} vaut au plus {1}", "{0} ne vaut pas au plus {1}{2}"},
    {Say::kMore, "{0} vaut plus de {1}", "{0} ne vaut pas plus de {1}{2}"},
    {Say::kAtLeast, "{0} vaut au moins {1}", "{0} ne vaut pas au moins {1}{2}"},
    {Say::kSpanLess, "{0} est de moins de\1{1}", "{0} n'est pas de moins de\1{1}{2}"},
    {Say::kSpanAtMost, "{0} est de\1au plus {1}", "{0} n'est pas de\1au plus {1}{2}"},
    {Say::kSpanMore, "{0} est de plus de\1{1}", "{0} n'est pas de plus de\1{1}{2}"},
    {Say::kSpanAtLeast, "{0} est de\1au moins {1}", "{0} n'est pas de\1au moins {1}{2}"},
    {Say::kBefore, "{0} se situe avant {1}", "{0} ne se situe pas avant {1}{2}"},
    {Say::kNoLater, "{0} se situe au plus tard {1}", "{0} ne se situe pas au plus tard {1}{2}"},
    {Say::kAfter, "{0} se situe après {1}", "{0} ne se situe pas après {1}{2}"},
    {Say::kNoEarlier, "{0} se situe au plus tôt {1}", "{0} ne se situe pas au plus tôt {1}{2}"},
    {Say::kOneOf, "{0} est {1}", "{0} n'est ni {1}{2}"},
    {Say::kSet, "{0} a une valeur", "{0} n'a pas de valeur"},
    {Say::kIsDay, "{0} a pour date {1}", "{0} n'a pas pour date {1}{2}"},
    {Say::kFalls, "{0} se situe {1}", "{0} ne se situe pas {1}{2}"},
    {Say::kBetween, "{0} se situe entre {1} et {2} (bornes comprises)",
     "{0} ne se situe pas entre {1} et {2} (bornes comprises){3}"},
    {Say::kContains, "{0} contient {1}", "{0} ne contient pas {1}{2}"},
    {Say::kStartsWith, "{0} commence par {1}", "{0} ne commence pas par {1}{2}"},
    {Say::kEndsWith, "{0} se termine par {1}", "{0} ne se termine pas par {1}{2}"},
    {Say::kMatches, "{0} correspond au motif {1}", "{0} ne correspond pas au motif {1}{2}"},
    {Say::kHas, "{0} contient l'élément {1}", "{0} ne contient pas l'élément {1}{2}"},
    {Say::kHasAny, "{0} contient au moins un des éléments {1}", "{0} ne contient aucun des éléments {1}{2}"},
    {Say::kHasAll, "{0} contient tous les éléments {1}", "{0} ne contient pas tous les éléments {1}{2}"},
    {Say::kOrMissing, " (ou n'a pas de valeur)"},
    {Say::kOrThereIsNone, " (ou il n'y en a pas)"},

    {Say::kAlways, "la condition est toujours vraie", "la condition n'est jamais vraie"},
    {Say::kFlagOn, "l'indicateur {0} est actif", "l'indicateur {0} est inactif"},
    {Say::kInSegment, "le contact est dans le segment {0}", "le contact n'est pas dans le segment {0}"},
    {Say::kInList, "le contact est dans la liste {0}", "le contact n'est pas dans la liste {0}"},
    {Say::kInSample, "le contact fait partie de l'échantillon {1} de {0}",
     "le contact ne fait pas partie de l'échantillon {1} de {0}"},
    {Say::kInState, "le cycle de vie {0} est dans l'état {1}", "le cycle de vie {0} n'est pas dans l'état {1}"},
    {Say::kKnown, "le contact est connu depuis au moins {0}", "le contact est connu depuis moins de\1{0}"},
    {Say::kHeld, "il est vrai depuis au moins {0} sans interruption que\1{1}",
     "il n'est pas vrai, ou depuis moins de\1{0} sans interruption, que\1{1}"},
    {Say::kWasIn, "le contact a déjà été dans le segment {0}", "le contact n'a jamais été dans le segment {0}"},
    {Say::kFlagWasOn, "l'indicateur {0} a déjà été actif", "l'indicateur {0} n'a jamais été actif"},
    {Say::kWasSet, "{0} a déjà eu une valeur", "{0} n'a jamais eu de valeur"},
    {Say::kWasValue, "{0} a déjà eu la valeur {1}", "{0} n'a jamais eu la valeur {1}"},
    {Say::kWasState, "le cycle de vie {0} a déjà été dans l'état {1}",
     "le cycle de vie {0} n'a jamais été dans l'état {1}"},
    {Say::kDidSome, "au moins un {0} a eu lieu{1}", "aucun {0} n'a eu lieu{1}"},
    {Say::kDidAtLeast, "au moins {2} {0} ont eu lieu{1}", "moins de {2} {0} ont eu lieu{1}"},
    {Say::kDidAtMost, "au plus {2} {0} (ou aucun) ont eu lieu{1}", "plus de {2} {0} ont eu lieu{1}"},
    {Say::kDidAtMostOne, "au plus un {0} (ou aucun) a eu lieu{1}", "plus d'un {0} a eu lieu{1}"},
    {Say::kDidExactly, "le nombre de\1{0} ayant eu lieu{1} est exactement {2}",
     "le nombre de\1{0} ayant eu lieu{1} n'est pas {2}"},
    {Say::kOrdinalWhen, "le {2} {0} a eu lieu{1}", "le {2} {0} n'a pas eu lieu{1} (ou il n'y en a pas)"},
    {Say::kOrdinalIs, "le {2} {0} est de type {1}", "le {2} {0} n'est pas de type {1} (ou il n'y en a pas)"},
    {Say::kOrdinalHas, "le {2} {0} est tel que\1{1}", "le {2} {0} n'est pas tel que\1{1} (ou il n'y en a pas)"},

    {Say::kFirst, "premier"},
    {Say::kLast, "dernier"},
    {Say::kEvent, "événement {0}"},
    {Say::kEvents, "événements {0}"},
    {Say::kEventOf, "événement{1} parmi {0}"},
    {Say::kEventsOf, "événements{1} parmi {0}"},
    {Say::kAnyEvent, "événement de n'importe quel type"},
    {Say::kAnyEvents, "événements de n'importe quel type"},
    {Say::kWhere, " (où {0})"},
    {Say::kThen, " au plus {0} après un précédent {1}{2}"},
    {Say::kSame, " ayant la même valeur de la propriété {0}"},
    {Say::kSameMany, " ayant les mêmes valeurs des propriétés {0}"},
    {Say::kWhile, " à un moment où {0}"},
    {Say::kJustBefore, " à un moment juste avant lequel {0}"},
    {Say::kBothEnds, "entre {0} et {1} (bornes comprises)"},

    {Say::kAllTrue, "toutes ces conditions sont vraies", "au moins une de ces conditions n'est pas vraie"},
    {Say::kAnyTrue, "au moins une de ces conditions est vraie", "aucune de ces conditions n'est vraie"},

    {Say::kContactsFor, "Contacts pour lesquels {0}"},
    {Say::kGoesOn, "L'indicateur devient actif dès que\1{0}"},
    {Say::kGoesOff, "Il redevient inactif dès que\1{0}"},
    {Say::kStaysOn, "Une fois actif, il le reste"},
    {Say::kGoesOnAt, "L'indicateur devient actif à chaque {0}"},
    {Say::kGoesOffAt, "Il redevient inactif à chaque {0}"},
    {Say::kBeginsIn, "Tout contact commence dans l'état {0}"},
    {Say::kFinal, "L'état {0} est final"},
    {Say::kMoveOn, "De\1{0} à {1} au premier {2}"},
    {Say::kMoveOnIf, "De\1{0} à {1} au premier {2} à un moment où {3}"},
    {Say::kMoveWhen, "De\1{0} à {1} dès que\1{2}"},
    {Say::kMoveAfter, "De\1{0} à {1} au bout de\1{2} dans cet état"},
    {Say::kMoveAfterWhen, "De\1{0} à {1} au bout de\1{2} dans cet état, dès lors que\1{3}"},
    {Say::kAnyOther, "tout autre état"},
    {Say::kScoreBegins, "Le score part de 0"},
    {Say::kPointsPer, "{0} par {1}{2}"},
    {Say::kPointsWhile, "{0} tant que\1{1}"},
    {Say::kScoreAtMost, "Le total ne dépasse pas {0}"},
    {Say::kLabelWhen, "Le libellé est {0} quand {1}"},
    {Say::kLabelElseWhen, "Sinon, c'est {0} quand {1}"},
    {Say::kLabelElse, "Sinon, c'est {0}"},
    {Say::kLabelNone, "Sinon, il n'y a pas de libellé"},
    {Say::kPrunes, "Supprime les contacts du segment {0}"},
    {Say::kPrunesBut, "Supprime les contacts du segment {0}, mais garde"},
    {Say::kForWhom, "ceux pour lesquels {0}"},
    {Say::kGrace, "Un contact n'est supprimé qu'après {0} dans le segment sans interruption"},
    {Say::kNeeds, "Refus si le dernier {0} remonte à plus de\1{1}"},
    {Say::kLimit, "Refus au-delà de {0} de l'ensemble des contacts"},

    {Say::kTheSegment, "le segment {0}"},
    {Say::kTheFlag, "l'indicateur {0}"},
    {Say::kTheState, "l'état {0} de\1{1}"},
    {Say::kEveryone, "l'ensemble des contacts"},
    {Say::kEntries, "le nombre d'entrées dans {0}"},
    {Say::kExits, "le nombre de sorties de\1{0}"},
    {Say::kMoves, "le nombre de passages de\1{1} à {2} dans {0}"},
    {Say::kAnyState, "n'importe quel état"},
    {Say::kMembers, "le nombre de contacts dans {0} en fin de période"},
    {Say::kAverageMembers, "le nombre moyen de contacts dans {0}"},
    {Say::kContactsWith, "le nombre de contacts distincts ayant au moins un {0}{1}"},
    {Say::kCountOf, "le nombre de\1{0}{1}"},
    {Say::kFollowed, " avec un {1} au plus {0} plus tard{2}"},
    {Say::kToDate, ", en cumul"},
    {Say::kLevelAverage, "la moyenne de\1{0} sur les contacts en fin de période"},
    {Say::kLevelMedian, "la médiane de\1{0} sur les contacts en fin de période"},
    {Say::kLevelRank, "le centile {1} de\1{0} sur les contacts en fin de période"},
    {Say::kTakenAverage, "le nombre moyen de\1{0} de\1{1} à {2}"},
    {Say::kTakenMedian, "le nombre médian de\1{0} de\1{1} à {2}"},
    {Say::kTakenRank, "le centile {3} du nombre de\1{0} de\1{1} à {2}"},
    {Say::kPlanUsed, "ce qui est utilisé pour {1} dans le forfait {0}"},
    {Say::kPlanAllowance, "ce que le forfait {0} permet pour {1}"},
    {Say::kPlanPrice, "le prix du forfait {0}"},
    {Say::kCohort, "{0} dans un délai de\1{2} après {1}"},
    {Say::kCreditFirst, ", au crédit, selon {2}, du premier {0} au plus {1} avant{3}"},
    {Say::kCreditLast, ", au crédit, selon {2}, du dernier {0} au plus {1} avant{3}"},
    {Say::kCreditAny, ", au crédit, selon {2}, de chaque {0} au plus {1} avant{3}"},
    {Say::kOnlyFor, " (seulement là où {0})"},
    {Say::kPlus, " plus "},
    {Say::kMinus, " moins "},
    {Say::kTimes, " multiplié par "},
    {Say::kDividedBy, " divisé par "},
    {Say::kAsPercent, "{0}, en pourcentage"},

    // The second text is for one contact.
    {Say::kOfWhich, "Parmi eux, {0}."},
    {Say::kNeverDid, "{0} n'ont jamais eu d'{1}", "{0} n'a jamais eu d'{1}"},
    {Say::kNewcomers, "{0} n'y sont que parce que leur ancienneté est de moins de\1{1}",
     "{0} n'y est que parce que son ancienneté est de moins de\1{1}"},
    {Say::kMissingValue, "{0} n'y sont que parce que\1{1} n'a pas de valeur",
     "{0} n'y est que parce que\1{1} n'a pas de valeur"},
};

constexpr const char* kMonths[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                   "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr const char* kQuarters[] = {"premier", "deuxième", "troisième", "quatrième"};

/// A unit of time with what agrees with it.
struct Unit {
  const char* one;     // "jour"
  const char* many;    // "jours"
  const char* a;       // "un jour"
  const char* during;  // "au cours du"
  const char* last;    // "derniers"
  const char* past;    // "écoulé"
  const char* civil;   // "civil"
  const char* the;     // "le mois"
  const char* previous;
  const char* next;
};
constexpr Unit kUnits[] = {
    {"seconde", "secondes", "une seconde", "de la", "dernières", "écoulée", "civile", "la", "précédente", "suivante"},
    {"minute", "minutes", "une minute", "de la", "dernières", "écoulée", "civile", "la", "précédente", "suivante"},
    {"heure", "heures", "une heure", "de l'", "dernières", "écoulée", "civile", "l'", "précédente", "suivante"},
    {"jour", "jours", "un jour", "du", "derniers", "écoulé", "civil", "le", "précédent", "suivant"},
    {"semaine", "semaines", "une semaine", "de la", "dernières", "écoulée", "civile", "la", "précédente", "suivante"},
    {"mois", "mois", "un mois", "du", "derniers", "écoulé", "civil", "le", "précédent", "suivant"},
    {"trimestre", "trimestres", "un trimestre", "du", "derniers", "écoulé", "civil", "le", "précédent", "suivant"},
    {"année", "années", "un an", "de l'", "dernières", "écoulée", "civile", "l'", "précédente", "suivante"},
};

const Unit& UnitOf(dsl::TimeUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

/// "l'année", "le mois".
std::string Joined(const char* article, const char* noun) {
  const std::string text = article;
  return text.ends_with("'") ? text + noun : text + " " + noun;
}

class French : public Language {
 public:
  const Words& Find(Say say) const override { return kWords[static_cast<std::size_t>(say)]; }

  std::string Quoted(const std::string& text) const override { return "«\u00A0" + text + "\u00A0»"; }
  std::string Number(const std::string& digits) const override { return GroupDigits(digits, "\u00A0", ","); }
  std::string Count(std::int64_t count) const override { return GroupDigits(std::to_string(count), "\u00A0", ",", 4); }
  std::string Percent(const std::string& digits) const override { return Number(digits) + "\u00A0%"; }
  std::string YesOrNo(bool yes) const override { return yes ? "oui" : "non"; }
  std::string Join(const std::vector<std::string>& items, wording::Join join) const override {
    if (join == wording::Join::kNor) return JoinWith(items, ", ni ", ", ni ");
    return JoinWith(items, ", ", join == wording::Join::kAnd ? " et " : " ou ");
  }

  std::string Length(const dsl::Duration& length) const override {
    return LengthOf(std::to_string(length.count), length.count == 1, length.unit);
  }
  std::string LengthOf(const std::string& digits, bool one, dsl::TimeUnit unit) const override {
    if (one) return UnitOf(unit).a;
    return Number(digits) + " " + (unit == dsl::TimeUnit::kYear ? "ans" : UnitOf(unit).many);
  }
  std::string Units(dsl::TimeUnit unit) const override { return UnitOf(unit).many; }
  std::string Day(const dsl::Date& date) const override {
    return "le " + std::to_string(date.day) + (date.day == 1 ? "er " : " ") + MonthName(date.month) + " " +
           std::to_string(date.year);
  }
  std::string Instant(const dsl::InstantLiteral& instant) const override {
    return Day(instant.date) + " à " + ClockText(instant);
  }
  std::string Period(const dsl::PeriodLiteral& period) const override {
    std::string year = std::to_string(period.year);
    const auto number = static_cast<std::size_t>(period.number);
    if (period.unit == dsl::TimeUnit::kMonth) return MonthName(period.number) + " " + year;
    if (period.unit == dsl::TimeUnit::kQuarter)
      return "le " + std::string(kQuarters[(number + 3) % 4]) + " trimestre " + year;
    if (period.unit == dsl::TimeUnit::kWeek) return "la semaine " + std::to_string(period.number) + " de " + year;
    return year;
  }
  std::string RelativeDay(const dsl::RelativeDay& day) const override {
    static constexpr const char* kDays[] = {"aujourd'hui", "hier", "demain"};
    if (const auto* word = std::get_if<dsl::DayWord>(&day.value)) return kDays[static_cast<std::size_t>(*word)];
    return "le jour situé " + Length(std::get<dsl::Duration>(day.value)) + (day.ahead ? " plus tard" : " plus tôt");
  }
  std::string Calendar(const dsl::CalendarWord& calendar) const override {
    const Unit& unit = UnitOf(calendar.unit);
    if (calendar.unit == dsl::TimeUnit::kDay) return DayName(calendar.which);
    return Joined(unit.the, unit.one) + Which(calendar, unit);
  }

  std::string InLast(const dsl::Duration& length) const override {
    const Unit& unit = UnitOf(length.unit);
    if (length.count == 1) return "au cours " + Joined(unit.during, unit.one) + " " + unit.past;
    return "au cours des " + Number(std::to_string(length.count)) + " " + unit.last + " " + unit.many;
  }
  std::string InNext(const dsl::Duration& length) const override {
    const Unit& unit = UnitOf(length.unit);
    if (length.count == 1) return "au cours " + Joined(unit.during, unit.one) + " à venir";
    return "au cours des " + Number(std::to_string(length.count)) + " " + unit.many + " à venir";
  }
  std::string InCalendar(const dsl::CalendarWord& calendar) const override {
    const Unit& unit = UnitOf(calendar.unit);
    if (calendar.unit == dsl::TimeUnit::kDay) return DayName(calendar.which);
    return "au cours " + Joined(unit.during, unit.one) + Which(calendar, unit);
  }
  std::string InPeriod(const dsl::PeriodLiteral& period) const override {
    if (period.unit == dsl::TimeUnit::kQuarter) return "au cours de\1" + Period(period);
    if (period.unit == dsl::TimeUnit::kWeek) return "au cours de " + Period(period);
    return "en " + Period(period);
  }
  std::string OnDay(const dsl::Date& date) const override { return Day(date); }
  std::string Side(dsl::Side side, const std::string& point) const override {
    static constexpr const char* kSides[] = {"à partir de\1", "avant ", "après "};
    return kSides[static_cast<std::size_t>(side)] + point;
  }
  std::string MoreThanAgo(const dsl::Duration& length) const override { return "il y a plus de\1" + Length(length); }
  std::string MoreThanBack(const dsl::Duration& length) const override {
    return "à plus de\1" + Length(length) + " dans le passé";
  }
  std::string MoreThanAhead(const dsl::Duration& length) const override {
    return "à plus de\1" + Length(length) + " dans le futur";
  }

  std::string Mark(char mark) const override { return std::string("\u00A0") + mark; }
  std::string Exactly(const std::string& text) const override {
    return "exactement " + Quoted(text) + " (majuscules et minuscules distinguées)";
  }
  std::string Finish(std::string line) const override {
    static const std::vector<Contraction> kContractions = {
        {"de", "le ", "du "}, {"de", "les ", "des "}, {"De", "le ", "Du "}, {"De", "les ", "Des "},
        {"que", "", "qu'"},   {"de", "", "d'"},       {"De", "", "D'"},
    };
    return Contract(line, kContractions);
  }

 private:
  static std::string MonthName(int month) { return kMonths[static_cast<std::size_t>(month + 11) % 12]; }
  static std::string DayName(int which) { return which == 0 ? "aujourd'hui" : which < 0 ? "hier" : "demain"; }
  static std::string Which(const dsl::CalendarWord& calendar, const Unit& unit) {
    if (calendar.which == 0) return " en cours";
    return std::string(" ") + unit.civil + " " + (calendar.which < 0 ? unit.previous : unit.next);
  }
};

}  // namespace

const Language& FrenchLanguage() {
  static_assert(IsComplete(kWords), "one wording per form, in the order of say.h");
  static const French french;
  return french;
}

}  // namespace segue::wording
