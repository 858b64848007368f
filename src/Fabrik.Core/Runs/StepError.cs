namespace Fabrik.Core.Runs;

/// <summary>Why a step failed, redacted. Stack traces live in the payload's events.</summary>
/// <param name="Type">A class or code, e.g. <c>TimeoutError</c> or <c>500</c>; groups errors.</param>
/// <param name="Message">One line for people; may be empty.</param>
public sealed record StepError(string Type, string Message);
