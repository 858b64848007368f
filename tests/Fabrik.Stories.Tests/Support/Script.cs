namespace Fabrik.Stories.Tests.Support;

/// <summary>k6 scripts as a person writes them, knowing nothing of runs.</summary>
internal static class Script
{
    /// <summary>160 requests that all succeed.</summary>
    public static string Healthy(Uri target) => Of(target, 80, "http.get(`${base}/cart/${__ITER}`); http.get(`${base}/fast`);");

    /// <summary>60 requests, of which a third is slow and a third fails.</summary>
    public static string Sick(Uri target) => Of(target, 20, "http.get(`${base}/slow`); http.get(`${base}/broken`); http.get(`${base}/cart/${__ITER}`);");

    /// <summary>Requests at a walking pace, to be disturbed.</summary>
    public static string Steady(Uri target) => Of(target, 100, "http.get(`${base}/fast`); sleep(0.03);");

    private static string Of(Uri target, int iterations, string body) => $$"""
        import http from 'k6/http';
        import { sleep } from 'k6';
        const base = '{{target.ToString().TrimEnd('/')}}';
        export const options = { iterations: {{iterations}} };
        export default function () { {{body}} }
        """;
}
