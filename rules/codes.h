// Every diagnostic of this room by its code. Each has a section in docs/errors/ and a golden test in tests/diagnostics.
#pragma once

namespace segue::rules::code {

// ---------------------------------------------------------------- SG01xx names
inline constexpr char kUnknownName[] = "SG0101";
inline constexpr char kUnknownEvent[] = "SG0102";
inline constexpr char kUnknownProperty[] = "SG0103";
inline constexpr char kUnknownState[] = "SG0104";
inline constexpr char kUnknownLifecycle[] = "SG0105";
inline constexpr char kUnknownParam[] = "SG0106";
inline constexpr char kUnknownMetric[] = "SG0107";
inline constexpr char kUnknownChoice[] = "SG0108";
inline constexpr char kUnknownZone[] = "SG0109";
inline constexpr char kUnknownCurrency[] = "SG0110";
inline constexpr char kDeclaredTwice[] = "SG0111";
inline constexpr char kSettingTwice[] = "SG0112";
inline constexpr char kOtherKindOfName[] = "SG0113";
inline constexpr char kUnknownSegment[] = "SG0114";
inline constexpr char kOverrideUnknown[] = "SG0115";
inline constexpr char kOverrideUnfit[] = "SG0116";
inline constexpr char kNoSuchFile[] = "SG0120";
inline constexpr char kUsedOtherwise[] = "SG0121";
inline constexpr char kUseCircle[] = "SG0122";
inline constexpr char kTooManyUses[] = "SG0123";
inline constexpr char kRenamedTwice[] = "SG0124";
inline constexpr char kRenamesNothing[] = "SG0125";

// ---------------------------------------------------------------- SG02xx types, units, values
inline constexpr char kWrongValue[] = "SG0201";
inline constexpr char kWrongTest[] = "SG0202";
inline constexpr char kOtherCurrency[] = "SG0203";
inline constexpr char kMoneyInexact[] = "SG0204";
inline constexpr char kTooLong[] = "SG0205";
inline constexpr char kParamUnfit[] = "SG0206";
inline constexpr char kNoCurrency[] = "SG0207";
inline constexpr char kAccountEvent[] = "SG0208";
inline constexpr char kTwoCounts[] = "SG0209";
inline constexpr char kNotWholeDays[] = "SG0210";
inline constexpr char kNotAmongEvents[] = "SG0211";
inline constexpr char kNoEvents[] = "SG0212";
inline constexpr char kBadPattern[] = "SG0213";
inline constexpr char kNeverSame[] = "SG0220";
inline constexpr char kCountedAggregate[] = "SG0221";
inline constexpr char kCannotAggregate[] = "SG0222";
inline constexpr char kPointsInexact[] = "SG0250";
inline constexpr char kGroupMixture[] = "SG0251";
inline constexpr char kGroupPlace[] = "SG0252";
inline constexpr char kNothingScored[] = "SG0253";
inline constexpr char kGroupTooLarge[] = "SG0254";

// ---------------------------------------------------------------- SG03xx lifecycles and circles
inline constexpr char kCircle[] = "SG0301";
inline constexpr char kNoStart[] = "SG0302";
inline constexpr char kTwoStarts[] = "SG0303";
inline constexpr char kLeavesFinal[] = "SG0304";
inline constexpr char kUnreachable[] = "SG0305";
inline constexpr char kAlwaysBeaten[] = "SG0306";
inline constexpr char kFlipsBack[] = "SG0307";
inline constexpr char kShortCycle[] = "SG0308";
inline constexpr char kTooManyStates[] = "SG0309";
inline constexpr char kFromNowhere[] = "SG0310";

// ---------------------------------------------------------------- SG04xx measures, reports, prune
inline constexpr char kUnitsDiffer[] = "SG0401";
inline constexpr char kNotARatio[] = "SG0402";
inline constexpr char kMetricTooLarge[] = "SG0403";
inline constexpr char kCannotSum[] = "SG0404";
inline constexpr char kAccountFor[] = "SG0405";
inline constexpr char kUnknownSplit[] = "SG0406";
inline constexpr char kSplitMissing[] = "SG0407";
inline constexpr char kNothingShown[] = "SG0408";
inline constexpr char kSaidTwice[] = "SG0409";
inline constexpr char kEmptyRange[] = "SG0410";
inline constexpr char kUnknownColumn[] = "SG0411";
inline constexpr char kSameTitle[] = "SG0412";
inline constexpr char kBadShare[] = "SG0413";
inline constexpr char kNoSuchMove[] = "SG0414";
inline constexpr char kCohortOf[] = "SG0415";
inline constexpr char kNoCredit[] = "SG0416";
inline constexpr char kNoLevel[] = "SG0417";
inline constexpr char kBadBands[] = "SG0418";
inline constexpr char kBadCohorts[] = "SG0419";
inline constexpr char kNothingBeside[] = "SG0420";
inline constexpr char kBadTrend[] = "SG0421";
inline constexpr char kOtherUnit[] = "SG0422";
inline constexpr char kUnknownGoal[] = "SG0423";
inline constexpr char kBadGoal[] = "SG0424";
inline constexpr char kPercentMeant[] = "SG0425";
inline constexpr char kNotDrawn[] = "SG0435";
inline constexpr char kBadDrawing[] = "SG0436";

inline constexpr char kUnknownPlan[] = "SG0430";
inline constexpr char kUnknownAllowance[] = "SG0431";
inline constexpr char kPlanCounts[] = "SG0432";
inline constexpr char kPlanSplit[] = "SG0433";

inline constexpr char kNotWhole[] = "SG0440";
inline constexpr char kCannotTest[] = "SG0441";
inline constexpr char kNoArmOf[] = "SG0442";
inline constexpr char kNoSuchArm[] = "SG0443";
inline constexpr char kBeforeNothing[] = "SG0444";

// ---------------------------------------------------------------- SG05xx hints and warnings
inline constexpr char kUnusedParam[] = "SG0501";
inline constexpr char kCaseDiffers[] = "SG0502";
inline constexpr char kNeverTrue[] = "SG0503";
inline constexpr char kAlwaysTrue[] = "SG0504";
inline constexpr char kNewcomers[] = "SG0505";
inline constexpr char kLastMeant[] = "SG0506";
inline constexpr char kOpposite[] = "SG0507";
inline constexpr char kCommaMeant[] = "SG0508";
inline constexpr char kWhileLeaving[] = "SG0509";
inline constexpr char kBeforeRecorded[] = "SG0510";
inline constexpr char kNeverImported[] = "SG0511";
inline constexpr char kNeverFed[] = "SG0512";
inline constexpr char kListUnknown[] = "SG0513";
inline constexpr char kSplitAmbiguous[] = "SG0514";
inline constexpr char kSameSegment[] = "SG0520";
inline constexpr char kInsideSegment[] = "SG0521";
inline constexpr char kNotAPart[] = "SG0522";
inline constexpr char kMostlyEmpty[] = "SG0523";
inline constexpr char kKpiCount[] = "SG0530";
inline constexpr char kNoGoal[] = "SG0531";
inline constexpr char kPartialPeriod[] = "SG0532";
inline constexpr char kOnlyGood[] = "SG0533";
inline constexpr char kUnreachableLabel[] = "SG0550";
inline constexpr char kLabelTwice[] = "SG0551";
inline constexpr char kUnusedGroup[] = "SG0552";

}  // namespace segue::rules::code
