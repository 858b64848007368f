using Fabrik.Core.Runs;

namespace Fabrik.Server.Runs;

/// <summary>A step as it was sent, to be priced and redacted.</summary>
/// <param name="Payload">Where its payload lies in the batch's payload buffer.</param>
internal readonly record struct StepDraft(Step Step, Usd? ReportedCost, Range Payload);
