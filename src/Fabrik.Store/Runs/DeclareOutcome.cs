namespace Fabrik.Store.Runs;

public enum DeclareOutcome
{
    Created,
    Same,
    Conflict,
}
