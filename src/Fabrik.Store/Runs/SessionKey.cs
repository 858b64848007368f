namespace Fabrik.Store.Runs;

/// <summary>Whose interrupted run a trace may resume: one session of one service (or of none) in one project.</summary>
internal readonly record struct SessionKey(string? Service, string Session);
