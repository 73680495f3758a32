// See phrases.h. The English of notes is what tables of the command line print.
#include "adapters/cli/phrases.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace segue::cli {
namespace {

struct InBoth {
  Phrase phrase;
  std::string_view english, french;
};

constexpr std::array kPhrases = std::to_array<InBoth>({
    {Phrase::kRunning, "* running: up to {1}", "* en cours : jusqu'à {1}"},
    {Phrase::kSamePart, "  set beside the same part of the other period",
     "comparé à la même partie de l'autre période"},
    {Phrase::kCohortsRunning, "the last figure of each cohort is of a running period: up to {1}",
     "le dernier chiffre de chaque cohorte porte sur une période en cours : jusqu'à {1}"},
    {Phrase::kForecast, "~ forecast: begins after the data", "~ prévision : commence après les données"},
    {Phrase::kMayChange, "incomplete: {1} may still change", "incomplet : {1} peut encore changer"},
    {Phrase::kMayChangeMarked, "+ incomplete: {1} may still change", "+ incomplet : {1} peut encore changer"},
    {Phrase::kNoValues, "– no values in this period", "– aucune valeur dans cette période"},
    {Phrase::kNothingToDivide, "– nothing to divide by", "– rien par quoi diviser"},
    {Phrase::kNothingToCompare, "– nothing to compare with: no such period, or it lies before the data",
     "– rien à comparer : cette période n'existe pas, ou précède les données"},
    {Phrase::kTooFewNote, "too few: a rate of fewer than {1} (--set smallest_denominator=…)",
     "trop peu : un taux de moins de {1} (--set smallest_denominator=…)"},
    {Phrase::kNotRecorded, "– no value: an event that it counts was not recorded yet, or never imported",
     "– pas de valeur : un évènement compté n'était pas encore enregistré, ou jamais importé"},
    {Phrase::kOneArrivalLeftOut, "{1}: {2} arrival had no visit before it and is left out",
     "{1} : {2} arrivée sans passage préalable, laissée de côté"},
    {Phrase::kArrivalsLeftOut, "{1}: {2} arrivals had no visit before them and are left out",
     "{1} : {2} arrivées sans passage préalable, laissées de côté"},
    {Phrase::kBenchmark, "benchmark for {1}: {2}", "repère pour {1} : {2}"},
    {Phrase::kMedianOf, "median of {1} by {2} {3}, half of them {4} to {5}",
     "médiane de {1} par {2} : {3}, la moitié entre {4} et {5}"},
    {Phrase::kIn, " in {1}", " ({1})"},
    {Phrase::kMissing, "(missing)", "(manquant)"},
    {Phrase::kAsOf, "as of {1}, {2}", "à la date : {1}, {2}"},
    {Phrase::kDataThrough, "data runs through {1}", "données jusqu'au {1}"},
    {Phrase::kNoData, "no data yet", "pas encore de données"},
    {Phrase::kEndOf, "the end of {1}", "fin du {1}"},
    {Phrase::kOver, "over {1}", "sur {1}"},
    {Phrase::kFromTo, "{1} to {2}", "du {1} au {2}"},
    {Phrase::kLastPeriods, "the last {1} {2}", "{1} {2}, jusqu'à cette date"},
    {Phrase::kLastCompletePeriods, "the last {1} complete {2}", "{1} {2} révolus"},
    {Phrase::kAllData, "all data", "toutes les données"},
    {Phrase::kTooFew, "too few", "trop peu"},
    {Phrase::kEveryone, "everyone", "tous"},
    {Phrase::kParts, "parts", "parties"},
    {Phrase::kPartsOf, "{1} of {2}", "{1} sur {2}"},
    {Phrase::kNumerator, "numerator", "numérateur"},
    {Phrase::kDenominator, "denominator", "dénominateur"},
    {Phrase::kMarks, "marks", "marques"},
    {Phrase::kPartial, "running", "en cours"},
    {Phrase::kIncomplete, "may still change", "peut encore changer"},
    {Phrase::kAhead, "forecast", "prévision"},
    {Phrase::kReached, "reached", "atteint"},
    {Phrase::kOnTrack, "on track", "en bonne voie"},
    {Phrase::kBehind, "behind", "en retard"},
    {Phrase::kMissed, "missed", "manqué"},
    {Phrase::kNotBegun, "not begun", "pas commencé"},
    {Phrase::kNotKnown, "not known", "pas connu"},
    {Phrase::kNoBase, "nothing to compare with", "rien à comparer"},
    {Phrase::kNoValue, "no value", "pas de valeur"},
    {Phrase::kBefore, "{1} before {2}", "{1} avant le {2}"},
    {Phrase::kOfIt, "{1} of it", "{1} du total"},
    {Phrase::kHypothesis, "{1}, hypothesis: {2}", "{1}, hypothèse : {2}"},
    {Phrase::kLearned, "{1}, learned: {2}", "{1}, appris : {2}"},
    {Phrase::kDueByLastYear, "{1}: due by now by last year's share of the same part",
     "{1} : dû à ce jour d'après la part de l'an dernier à la même date"},
    {Phrase::kDueByTime, "{1}: due by now by the share of the time",
     "{1} : dû à ce jour d'après la part du temps écoulé"},
    {Phrase::kSegment, "segment", "segment"},
    {Phrase::kReports, "Reports", "Rapports"},
    {Phrase::kGoals, "Goals", "Objectifs"},
    {Phrase::kGoal, "goal", "objectif"},
    {Phrase::kPart, "part", "partie"},
    {Phrase::kPeriod, "period", "période"},
    {Phrase::kSoFar, "so far", "à ce jour"},
    {Phrase::kTarget, "target", "cible"},
    {Phrase::kDueByNow, "due by now", "dû à ce jour"},
    {Phrase::kStatus, "status", "état"},
    {Phrase::kOwner, "owner", "responsable"},
    {Phrase::kCohort, "cohort", "cohorte"},
    {Phrase::kContacts, "contacts", "contacts"},
    {Phrase::kSinceEntry, "{1} since the entry", "{1} depuis l'entrée"},
    {Phrase::kPrevious, "{1} previous", "{1}, période précédente"},
    {Phrase::kLastYear, "{1} last year", "{1}, année précédente"},
    {Phrase::kChange, "change", "évolution"},
    {Phrase::kDirection, "direction", "tendance"},
    {Phrase::kLastUnits, "last {1}", "derniers {1}"},
    {Phrase::kRising, "rising", "en hausse"},
    {Phrase::kFalling, "falling", "en baisse"},
    {Phrase::kNotClear, "not clear", "pas nette"},
    {Phrase::kTooFewToTell, "too few to tell", "trop peu pour le dire"},
    {Phrase::kExpected, "expected", "attendu"},
    {Phrase::kLow, "low", "bas"},
    {Phrase::kHigh, "high", "haut"},
    {Phrase::kProjection, "projection", "projection"},
    {Phrase::kSeason, "season", "saison"},
    {Phrase::kTrend, "trend", "tendance"},
    {Phrase::kRest, "rest", "reste"},
    {Phrase::kTogether, "together", "ensemble"},
    {Phrase::kFigure, "figure", "chiffre"},
    {Phrase::kBySeason, "by season", "par saison"},
    {Phrase::kTrendNote, "Mann–Kendall's test at 5 %, of whole periods; the change per period is Sen's slope",
     "test de Mann-Kendall à 5 %, sur des périodes entières ; l'évolution par période est la pente de Sen"},
    {Phrase::kNoWholePeriod, "no whole period yet", "pas encore de période entière"},
    {Phrase::kSeasonNote, "figure = trend + season + rest (STL); all periods are in --format json",
     "chiffre = tendance + saison + reste (STL) ; toutes les périodes sont dans --format json"},
    {Phrase::kNoSeason, "a season shows in two whole years, and there are fewer",
     "une saison se voit sur deux années entières, et il y en a moins"},
    {Phrase::kProjectionNote, "if it goes on as it did; low to high holds 95 of 100 such periods",
     "si tout continue de même ; 95 périodes sur 100 tombent entre bas et haut"},
    {Phrase::kNoProjection, "ten whole periods in a row are needed, and there are fewer",
     "il faut dix périodes entières de suite, et il y en a moins"},
    {Phrase::kTooFewTogether, "{1} and {2}: too few whole periods, or one does not change",
     "{1} et {2} : trop peu de périodes entières, ou l'un ne change pas"},
    {Phrase::kNoConnection, "{1} and {2}: changes show no clear connection",
     "{1} et {2} : leurs évolutions ne montrent pas de lien net"},
    {Phrase::kSameWay, "{1} and {2}: changes go the same way", "{1} et {2} évoluent dans le même sens"},
    {Phrase::kOppositeWays, "{1} and {2}: changes go opposite ways", "{1} et {2} évoluent en sens contraires"},
    {Phrase::kSeasonOut, ", the season taken out", ", saison déduite"},
    {Phrase::kOfChanges,
     "r is of the changes from one period to the next; a lag of 1: those of the second come one later",
     "r porte sur les évolutions d'une période à l'autre ; décalage 1 : celles du second viennent une période après"},
    {Phrase::kNoProof, "moving together is no proof that one causes the other: both may follow a third",
     "évoluer ensemble ne prouve pas que l'un cause l'autre : les deux peuvent suivre un troisième"},
    {Phrase::kMetric, "metric", "indicateur"},
    {Phrase::kWith, "with", "avec"},
    {Phrase::kLag, "lag", "décalage"},
    {Phrase::kInterval, "95 % interval", "intervalle à 95 %"},
    {Phrase::kOthers, "others", "autres"},
    {Phrase::kBy, "{1} by {2}", "{1} par {2}"},
    {Phrase::kMoves, "Moves of {1}", "Passages de {1}"},
    {Phrase::kRules, "rules {1}", "règles {1}"},
    {Phrase::kMadeBy, "Segue {1}", "Segue {1}"},
    {Phrase::kStepOf, "Steps of {1}", "Étapes de {1}"},
    {Phrase::kEntries, "entries", "entrées"},
    {Phrase::kStepRate, "{1} entries to {2} for {3} to {4} ({5})", "{1} entrées en {2} pour {3} en {4} ({5})"},
    {Phrase::kNumber, "number", "nombre"},
    {Phrase::kRose, "{1} rose from {2} ({3}) to {4} ({5}), {6}", "{1} : en hausse de {2} ({3}) à {4} ({5}), {6}"},
    {Phrase::kFell, "{1} fell from {2} ({3}) to {4} ({5}), {6}", "{1} : en baisse de {2} ({3}) à {4} ({5}), {6}"},
    {Phrase::kStayed, "{1} stayed at {2} from {3} to {4}", "{1} : stable à {2} de {3} à {4}"},
    {Phrase::kFromNothing, "from nothing", "partant de rien"},
    {Phrase::kMoreThanChance, ", more than chance would explain", ", plus que le hasard n'explique"},
    {Phrase::kMayBeChance, ", which may be chance", ", ce qui peut tenir au hasard"},
    {Phrase::kWas, "{1} was {2} in {3}", "{1} : {2} ({3})"},
    {Phrase::kLargest, "{1}: most in {2}, {3} of {4} ({5})", "{1} : surtout {2}, {3} sur {4} ({5})"},
    {Phrase::kHighestLowest, "{1}: highest in {2} ({3}), lowest in {4} ({5})",
     "{1} : au plus haut pour {2} ({3}), au plus bas pour {4} ({5})"},
    {Phrase::kCohortFirst, "Of {1} contacts, {2} ({3}) one {4} after the entry",
     "Sur {1} contacts, {2} ({3}) un {4} après l'entrée"},
    {Phrase::kFlowLargest, "Most moves: {1} → {2}, {3} of {4}", "Le plus fréquent : {1} → {2}, {3} sur {4}"},
    {Phrase::kGoalsReached, "{1} of {2} goals reached or on track", "{1} objectifs sur {2} atteints ou en bonne voie"},
    {Phrase::kPruneSaves, "{1} of {2} contacts could go", "{1} contacts sur {2} pourraient partir"},
    {Phrase::kPruneTitle, "Clean-up: {1}", "Nettoyage : {1}"},
    {Phrase::kStepWithRule, "{1} [{2}]", "{1} [{2}]"},
    {Phrase::kGoalStep, "{1}: {2}, {3} of {4}", "{1} : {2}, {3} pour {4}"},
    {Phrase::kFallingStep, "{1} has been falling over the last {2} {3}", "{1} : en baisse sur les {2} derniers {3}"},
    {Phrase::kExperiment, "Experiment: {1}", "Expérience : {1}"},
    {Phrase::kSinceAudit, "Since the audit {1}", "Depuis l'audit {1}"},
    {Phrase::kChangedFigures, "{1} figures differ, {2} are the same", "{1} chiffres ont changé, {2} sont les mêmes"},
    {Phrase::kSameRules, "The rules are the same.", "Les règles sont les mêmes."},
    {Phrase::kSameTexts, "The rules' texts are the same; params or the version of Segue are not.",
     "Les textes des règles sont les mêmes ; des paramètres ou la version de Segue ont changé."},
    {Phrase::kChangedRules, "Rules changed in {1}: {2} lines added, {3} removed",
     "Règles modifiées dans {1} : {2} lignes ajoutées, {3} retirées"},
    {Phrase::kMoreChanges, "{1} more: segue audit --against {2}", "{1} de plus : segue audit --against {2}"},
    {Phrase::kThen, "then", "alors"},
    {Phrase::kNow, "now", "maintenant"},
    {Phrase::kBecause, "because of", "à cause de"},
    {Phrase::kNotThere, "not there", "absent"},
    {Phrase::kCauseData, "data", "données"},
    {Phrase::kCauseRules, "rules", "règles"},
    {Phrase::kCauseTime, "time", "temps"},
    {Phrase::kLargestIn, "{1} in {2}: most in {3}, {4} of {5} ({6})", "{1}, {2} : surtout {3}, {4} sur {5} ({6})"},
});

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kPhrases.size(); ++i) {
    if (static_cast<std::size_t>(kPhrases[i].phrase) != i) return false;
  }
  return kPhrases.size() == static_cast<std::size_t>(Phrase::kEnd);
}
static_assert(InOrder(), "the table must hold every phrase, in the order of its names");

}  // namespace

std::string Say(html::Language language, Phrase phrase, std::initializer_list<std::string> parts) {
  const InBoth& both = kPhrases[static_cast<std::size_t>(phrase)];
  const std::string_view pattern = language == html::Language::kFrench ? both.french : both.english;
  std::string said;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!place) {
      said += pattern[i];
      continue;
    }
    said += parts.begin()[pattern[i + 1] - '1'];
    i += 2;
  }
  return said;
}

}  // namespace segue::cli
