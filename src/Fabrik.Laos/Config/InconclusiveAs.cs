namespace Fabrik.Laos.Config;

/// <summary>What <c>status</c> and the gates make of an inconclusive verdict; the verdict itself stays what it is.</summary>
public enum InconclusiveAs
{
    Fail,
    Warn,
}
